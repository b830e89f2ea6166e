package io.akoflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which run a person means by a unique beginning of its id, or by {@code last}. */
final class RunReference {

    private static final int ID_LENGTH = 26;
    private static final int MOST_NAMED = 5;

    private final ServerCommand command;
    private final Server server;

    RunReference(ServerCommand command, Server server) {
        this.command = command;
        this.server = server;
    }

    /** What came of looking for it. */
    sealed interface Found {
        /** It is this run. */
        record One(String id) implements Found {}

        /** It is none, or not clear, which was said. */
        record Not(int exitCode) implements Found {}
    }

    Found find(String reference) {
        var text = reference.toLowerCase(Locale.ROOT);
        if (text.length() == ID_LENGTH) {
            return new Found.One(text);
        }
        var query = text.equals("last") ? "limit=1" : "limit=%d&id=%s".formatted(MOST_NAMED + 1, Server.encoded(text));
        return switch (server.get("api/v1/runs?" + query)) {
            case Reply.Done done -> only(reference, ids(done.body()));
            case Reply.Refused refused -> new Found.Not(command.explain(server, refused));
            case Reply.Unreachable unreachable -> new Found.Not(command.explain(server, unreachable));
        };
    }

    private static List<String> ids(JsonNode page) {
        var ids = new ArrayList<String>();
        page.path("items").forEach(run -> ids.add(run.path("id").asText()));
        return ids;
    }

    private Found only(String reference, List<String> ids) {
        if (ids.size() == 1) {
            return new Found.One(ids.getFirst());
        }
        if (ids.isEmpty()) {
            command.console.complain(
                    reference.equals("last")
                            ? "Expected a run, but there is none yet. Submit one with 'akoflow run FILE'."
                            : "Expected the beginning of a run's id, but none begins with '%s'. See 'akoflow list'."
                                    .formatted(reference));
        } else {
            command.console.complain(
                    "Expected the beginning of one run's id, but several begin with '%s': %s%s. Give more of it."
                            .formatted(
                                    reference,
                                    String.join(", ", ids.subList(0, Math.min(MOST_NAMED, ids.size()))),
                                    ids.size() > MOST_NAMED ? ", …" : ""));
        }
        return new Found.Not(ExitCode.WRONG_USE);
    }
}

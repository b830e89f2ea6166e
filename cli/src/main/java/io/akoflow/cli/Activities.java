package io.akoflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;

/** All activities of a run, page by page. */
final class Activities {

    private final Server server;
    private final String run;

    Activities(Server server, String run) {
        this.server = server;
        this.run = run;
    }

    /**
     * Hands over each, in the order of the workflow file.
     *
     * @return the last answer; what it is tells whether all were handed over
     */
    Reply all(Consumer<JsonNode> each) {
        var cursor = "";
        while (true) {
            var path = "api/v1/runs/%s/activities?limit=1000%s".formatted(Server.encoded(run), cursor);
            var reply = server.get(path);
            if (!(reply instanceof Reply.Done(var page))) {
                return reply;
            }
            page.path("items").forEach(each);
            var next = ServerCommand.text(page, "next", "");
            if (next.isEmpty()) {
                return reply;
            }
            cursor = "&cursor=" + Server.encoded(next);
        }
    }
}

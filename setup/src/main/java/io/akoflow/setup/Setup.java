package io.akoflow.setup;

import io.akoflow.setup.kubernetes.ClusterApi;
import io.akoflow.setup.kubernetes.MadeUpSecrets;
import io.akoflow.setup.messaging.MissingTopics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Creates what is missing, and changes nothing that is there; so it may be run whenever one likes. */
public final class Setup {

    private static final int WRONG_USE = 2;

    private Setup() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        var settings = new SetupSettings(System.getenv());
        switch (List.of(args)) {
            case List<String> it when it.equals(List.of("topics")) -> MissingTopics.create(settings);
            case List<String> it when it.equals(List.of("secrets")) -> MadeUpSecrets.create(ClusterApi.ofThisPod());
            case List<String> it
            when it.size() == 3 && it.getFirst().equals("owner") ->
                FolderOwner.set(Path.of(it.get(1)), Integer.parseInt(it.get(2)));
            case List<String> it -> {
                System.err.println("Expected 'topics', 'secrets' or 'owner FOLDER USER', but it is '%s'"
                        .formatted(String.join(" ", it)));
                System.exit(WRONG_USE);
            }
        }
    }
}

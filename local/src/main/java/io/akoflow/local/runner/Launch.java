package io.akoflow.local.runner;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How a container becomes a process, or why it can't. */
public sealed interface Launch {

    /**
     * A process that can be started.
     *
     * @param command of this machine
     * @param environment all of it
     * @param afterDeath a command that ends what does not belong to the process's group; empty when there is no such
     *     thing
     */
    record Ready(List<String> command, Map<String, String> environment, Path directory, List<String> afterDeath)
            implements Launch {}

    /**
     * Nothing is started.
     *
     * @param message says what to change
     */
    record Refused(String message) implements Launch {}
}

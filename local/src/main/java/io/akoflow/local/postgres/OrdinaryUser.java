package io.akoflow.local.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a program is run that refuses to be run by root. */
enum OrdinaryUser {
    /** This is an ordinary user. */
    SAME(""),
    /** Root, who is nobody in a user namespace of its own, and the owner of its files all the same. */
    UNMAPPED("unshare -U"),
    /** Where namespaces are not allowed, as in many containers: nobody, who may go through root's folders. */
    NOBODY("setpriv --reuid=65534 --regid=65534 --clear-groups --inh-caps=+dac_override"
            + " --ambient-caps=+dac_override");

    private final String prefix;

    OrdinaryUser(String prefix) {
        this.prefix = prefix;
    }

    /** The one that works here. */
    static OrdinaryUser find() {
        if (new UnixSystem().getUid() != 0) {
            return SAME;
        }
        if (UNMAPPED.works()) {
            return UNMAPPED;
        }
        if (NOBODY.works()) {
            return NOBODY;
        }
        throw new IllegalStateException("Expected to run PostgreSQL as an ordinary user, since it refuses root, but"
                + " neither unshare nor setpriv works here. Run akoflow as an ordinary user.");
    }

    /** The command as it has to be run. */
    List<String> command(List<String> command) {
        var longer = new ArrayList<>(prefix.isEmpty() ? List.of() : List.of(prefix.split(" ", -1)));
        longer.addAll(command);
        return longer;
    }

    /** Makes it the owner of the folder and all in it, as PostgreSQL wants. */
    void own(Path folder) {
        if (this != NOBODY) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (var path : (Iterable<Path>) paths::iterator) {
                Files.setAttribute(path, "unix:uid", 65534);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean works() {
        try {
            var process = new ProcessBuilder(command(List.of("true")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

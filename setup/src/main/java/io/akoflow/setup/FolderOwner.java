package io.akoflow.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Gives an empty disk to whoever writes there, where storage does not. What is in it is theirs already. */
final class FolderOwner {

    private static final String OWNER = "unix:uid";

    private FolderOwner() {}

    /** Makes {@code user} the owner of {@code folder}, unless they are. */
    static void set(Path folder, int user) throws IOException {
        if (!Integer.valueOf(user).equals(Files.getAttribute(folder, OWNER))) {
            Files.setAttribute(folder, OWNER, user);
        }
    }
}

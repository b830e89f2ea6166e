package io.akoflow.gateway.outputs;

import io.akoflow.reader.Disk;
import io.akoflow.reader.Opened;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Disks that are folders of this machine: a folder for each namespace, and in it one for each claim. */
final class DiskFolders {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");

    private final Path root;
    private final String usualNamespace;

    DiskFolders(Path root, String usualNamespace) {
        this.root = root;
        this.usualNamespace = usualNamespace;
    }

    DiskReading read(DiskWish wish) {
        var namespace = wish.namespace() == null ? usualNamespace : wish.namespace();
        var folder = root.resolve(checked(namespace)).resolve(checked(wish.claim()));
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return new DiskReading.NoDisk("There is no folder '%s'.".formatted(folder.getFileName()));
        }
        var disk = new Disk(folder, wish.claim());
        return switch (wish.path() == null ? disk.files() : disk.open(wish.path())) {
            case Opened.Content(var bytes, var content) -> new DiskReading.Content(bytes, content);
            case Opened.Refused(var status, var message) -> new DiskReading.Refused(status, message);
        };
    }

    private static String checked(String name) {
        if (NAME.matcher(name).matches()) {
            return name;
        }
        throw new IllegalArgumentException(
                "Expected a name of small letters, digits and '-', but it is '%s'".formatted(name));
    }
}

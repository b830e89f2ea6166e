package io.akoflow.local.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The first process of a container in namespaces: puts the mounts in place, then runs the command.
 *
 * <p>A mount path that this machine has is covered by the mount. For one that it lacks nothing may be made on this
 * machine, so there the container gets a root of its own: folders in memory that contain everything of the real ones,
 * bound one by one, and the mount path besides.
 */
final class NamespaceScript {
    /** In the container's folder when the command was never run. */
    static final String SETUP_FAILED = "setup-failed";

    private final ContainerSpec spec;
    private final Path root;
    private final List<String> folders = new ArrayList<>();
    private final List<String> files = new ArrayList<>();
    private final List<String> links = new ArrayList<>();
    private final StringBuilder table = new StringBuilder();

    NamespaceScript(ContainerSpec spec) {
        this.spec = spec;
        root = spec.folder().resolve("root");
    }

    Path write() throws IOException {
        var opened = openedFolders();
        var prefix = opened.isEmpty() ? "" : root.toString();
        for (var folder : opened) {
            mirror(folder, opened);
        }
        for (var mount : spec.mounts()) {
            place(mount, prefix);
        }
        Files.writeString(spec.folder().resolve("fstab"), table);
        return Files.writeString(spec.folder().resolve("enter.sh"), script(!opened.isEmpty()));
    }

    /** Those real folders in which something has to appear that is not there. */
    private Set<Path> openedFolders() {
        var opened = new TreeSet<Path>();
        for (var mount : spec.mounts()) {
            var path = Path.of(mount.mountPath()).normalize();
            if (Files.exists(path) || isInOtherMount(mount)) {
                continue;
            }
            for (var parent = path.getParent(); parent != null; parent = parent.getParent()) {
                if (Files.isDirectory(parent)) {
                    opened.add(parent);
                }
            }
        }
        return opened;
    }

    private boolean isInOtherMount(Mount inner) {
        return spec.mounts().stream().anyMatch(outer -> !outer.equals(inner) && outer.covers(inner.mountPath()));
    }

    private void mirror(Path folder, Set<Path> opened) throws IOException {
        folders.add(inRoot(folder));
        try (var entries = Files.newDirectoryStream(folder)) {
            for (var entry : entries) {
                if (opened.contains(entry)) {
                    continue;
                }
                if (Files.isSymbolicLink(entry)) {
                    links.add("ln -s -- %s %s"
                            .formatted(quote(Files.readSymbolicLink(entry).toString()), quote(inRoot(entry))));
                } else if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    folders.add(inRoot(entry));
                    bind(entry, inRoot(entry));
                } else {
                    files.add(inRoot(entry));
                    bind(entry, inRoot(entry));
                }
            }
        }
    }

    private void place(Mount mount, String prefix) throws IOException {
        var target = prefix + mount.mountPath();
        var outer = spec.mounts().stream()
                .filter(other -> !other.equals(mount) && other.covers(mount.mountPath()))
                .reduce((_, inner) -> inner);
        var isFile = Files.isRegularFile(mount.source());
        if (outer.isPresent()) {
            var place = outer.get().locate(mount.mountPath());
            Files.createDirectories(isFile ? place.resolveSibling(".") : place);
            if (isFile && !Files.exists(place)) {
                Files.createFile(place);
            }
        } else if (!prefix.isEmpty() && !Files.exists(Path.of(mount.mountPath()))) {
            (isFile ? files : folders).add(target);
            if (isFile) {
                folders.add(target.substring(0, target.lastIndexOf('/')));
            }
        }
        bind(mount.source(), target);
    }

    private void bind(Path source, String target) {
        table.append(escape(source.toString()))
                .append(' ')
                .append(escape(target))
                .append(" none rbind 0 0\n");
    }

    private String script(boolean ownRoot) throws IOException {
        var text = new StringBuilder("""
                folder=%s
                fail() { echo "akoflow: could not prepare the container: $1"; : > "$folder/%s"; exit 128; }
                """.formatted(quote(spec.folder().toString()), SETUP_FAILED));
        if (ownRoot) {
            Files.createDirectories(root);
            text.append("%s -t tmpfs -o mode=755 none %s || fail 'its root'\n"
                    .formatted(program("mount"), quote(root.toString())));
            text.append("mkdir -p --").append(words(folders)).append(" || fail 'its folders'\n");
            files.forEach(file -> text.append(": > ").append(quote(file)).append('\n'));
            links.forEach(link -> text.append(link).append('\n'));
        }
        if (!table.isEmpty()) {
            text.append("%s -n -T \"$folder/fstab\" -a || fail 'its mounts'\n".formatted(program("mount")));
        }
        var inner = "cd -- \"$0\" || { : > %s; exit 128; }\n\"$@\"\nexit $?"
                .formatted(quote(spec.folder().resolve(SETUP_FAILED).toString()));
        text.append("exec ");
        if (ownRoot) {
            text.append(program("chroot"))
                    .append(' ')
                    .append(quote(root.toString()))
                    .append(' ');
        }
        text.append("/bin/sh -c ")
                .append(quote(inner))
                .append(' ')
                .append(quote(directory()))
                .append(" \"$@\"\n");
        return text.toString();
    }

    private String directory() throws IOException {
        var wished = spec.workingDirectory();
        if (wished.isEmpty()) {
            return spec.folder().resolve("work").toString();
        }
        var mount = spec.mountOf(wished);
        if (mount.isPresent()) {
            Files.createDirectories(mount.get().locate(wished));
        }
        return wished;
    }

    private static String program(String name) {
        return Programs.find(name)
                .map(Path::toString)
                .map(NamespaceScript::quote)
                .orElse(name);
    }

    private String inRoot(Path path) {
        return root + path.toString();
    }

    private static String words(List<String> words) {
        var text = new StringBuilder();
        words.forEach(word -> text.append(' ').append(quote(word)));
        return text.toString();
    }

    private static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String escape(String path) {
        return path.replace("\\", "\\134")
                .replace(" ", "\\040")
                .replace("\t", "\\011")
                .replace("\n", "\\012");
    }
}

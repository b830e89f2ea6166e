package io.akoflow.local.postgres;

import io.akoflow.local.PrivateFiles;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs: from the class path into a cache folder, once per version. */
final class PostgresPrograms {

    private PostgresPrograms() {}

    /** The folder with {@code bin/postgres}, unpacked if need be, where this user may run it. */
    static Path folder(OrdinaryUser user) {
        var archive = archive();
        var cache = user == OrdinaryUser.NOBODY ? Path.of("/var/cache/akoflow") : cacheOfUser();
        var folder = cache.resolve(nameOf(archive));
        if (Files.exists(folder)) {
            return folder;
        }
        try {
            var fresh = Files.createTempDirectory(Files.createDirectories(cache), "unpacking");
            unpack(archive, fresh);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            publish(fresh, folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to unpack PostgreSQL to %s, but could not".formatted(folder), e);
        }
    }

    private static void publish(Path fresh, Path folder) throws IOException {
        try {
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            PrivateFiles.delete(fresh);
            if (!Files.exists(folder)) {
                throw e;
            }
        }
    }

    private static Path cacheOfUser() {
        var cache = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
        return cache.resolve("akoflow");
    }

    private static URL archive() {
        var system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        var machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        var name = "/postgres-%s-%s.txz".formatted(system, machine.equals("aarch64") ? "arm_64" : "x86_64");
        var url = PostgresPrograms.class.getResource(name);
        if (url == null) {
            throw new IllegalStateException(
                    "Expected PostgreSQL for %s on %s, but akoflow has it for Linux and macOS on amd64 and arm64"
                            .formatted(System.getProperty("os.name"), machine));
        }
        return url;
    }

    private static String nameOf(URL archive) {
        var jar = archive.getPath().replaceFirst("\\.jar!.*", "");
        return jar.substring(jar.lastIndexOf('/') + 1);
    }

    private static void unpack(URL archive, Path folder) throws IOException {
        try (var in = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive.openStream())))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                unpack(entry, in, folder);
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream in, Path folder) throws IOException {
        var target = folder.resolve(entry.getName()).normalize();
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        var executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
}

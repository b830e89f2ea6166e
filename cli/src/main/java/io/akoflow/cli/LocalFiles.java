package io.akoflow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the files of a run are, when the disks are folders of this machine. */
final class LocalFiles {

    private final Path disks;

    LocalFiles(Console console) {
        this.disks =
                Path.of(console.env().getOrDefault("AKOFLOW_HOME", ".akoflow")).resolve("disks");
    }

    /** The folders of the disks of a run; none when they are elsewhere. */
    List<Path> of(String run) {
        try (var namespaces = Files.list(disks)) {
            return namespaces
                    .flatMap(LocalFiles::claims)
                    .filter(claim -> claim.getFileName().toString().contains("-" + run))
                    .filter(claim -> !claim.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Stream<Path> claims(Path namespace) {
        try (var claims = Files.list(namespace)) {
            return claims.toList().stream();
        } catch (IOException e) {
            return Stream.of();
        }
    }
}

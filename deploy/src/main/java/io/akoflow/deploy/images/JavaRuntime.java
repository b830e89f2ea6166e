package io.akoflow.deploy.images;

import io.akoflow.deploy.images.ImagePlan.Entry;
import io.akoflow.deploy.images.ImagePlan.Layer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Java that runs in the images: as much of this machine's JDK as the services need, and the libraries under it. */
final class JavaRuntime {

    /** Where it is in the images. */
    static final String HOME = "/opt/java";

    private static final String MODULES = "java.base,java.compiler,java.instrument,java.logging,java.management,"
            + "java.management.rmi,java.naming,java.net.http,java.rmi,java.security.jgss,java.security.sasl,java.sql,"
            + "java.transaction.xa,java.xml,jdk.crypto.ec,jdk.jfr,jdk.management,jdk.naming.dns,jdk.net,jdk.security.auth,"
            + "jdk.security.jgss,jdk.unsupported,jdk.zipfs";

    private JavaRuntime() {}

    /** The lowest layer of an image without another one below. */
    static Layer layer(Workshop workshop) throws IOException {
        return layer(workshop, "java", MODULES);
    }

    /** The same for Kafka, which asks for more. */
    static Layer forKafka(Workshop workshop) throws IOException {
        return layer(workshop, "java-kafka", MODULES + ",java.desktop");
    }

    private static Layer layer(Workshop workshop, String name, String modules) throws IOException {
        var runtime = linked(workshop, name, modules);
        List<Entry> entries = new ArrayList<>(Entries.tree(runtime, HOME));
        entries.addAll(NativeLibraries.of(runtime));
        entries.addAll(files(workshop));
        return new Layer(name, entries);
    }

    private static List<Entry> files(Workshop workshop) throws IOException {
        var users = List.of("root:x:0:0::/:/bin/sh", "akoflow:x:10001:10001::/:/bin/sh");
        var groups = List.of("root:x:0:", "akoflow:x:10001:");
        return List.of(
                new Entry(workshop.file("passwd", users), "/etc/passwd", "644"),
                new Entry(workshop.file("group", groups), "/etc/group", "644"),
                new Entry(workshop.file("nsswitch.conf", List.of("hosts: files dns")), "/etc/nsswitch.conf", "644"),
                new Entry(workshop.emptyFolder(), "/tmp", "777"));
    }

    private static Path linked(Workshop workshop, String name, String modules) throws IOException {
        var jdk = Path.of(System.getProperty("java.home"));
        var wanted = List.of(jdk.toString(), Runtime.version().toString(), modules);
        var runtime = workshop.folder().resolve(name);
        var stamp = workshop.folder().resolve(name + ".stamp");
        if (Files.exists(stamp) && Files.readAllLines(stamp).equals(wanted)) {
            return runtime;
        }
        Files.createDirectories(workshop.folder());
        Folders.delete(runtime);
        Programs.output(List.of(
                jdk.resolve("bin/jlink").toString(),
                "--add-modules",
                modules,
                "--output",
                runtime.toString(),
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                "--generate-cds-archive"));
        Files.write(stamp, wanted);
        return runtime;
    }
}

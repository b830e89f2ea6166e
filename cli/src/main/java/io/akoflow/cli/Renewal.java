package io.akoflow.cli;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Writes classes of a jar in the format of Java 8 that are of an older one: the JVM's cache takes none that are older
 * than Java 6, and the class files of picocli, which every command needs, are of Java 5. What they do stays the same.
 */
public final class Renewal {

    private static final ClassFile FORMAT = ClassFile.of(ClassFile.StackMapsOption.GENERATE_STACK_MAPS);

    private Renewal() {}

    /** With jars, which are on the class path too, since a class is checked against those it knows. */
    public static void main(String[] args) throws IOException {
        for (var jar : args) {
            renew(Path.of(jar));
        }
    }

    /** The whole jar, or nothing of it. */
    static void renew(Path jar) throws IOException {
        var renewed = jar.resolveSibling(jar.getFileName() + ".new");
        try (var old = new JarFile(jar.toFile());
                var out = new JarOutputStream(Files.newOutputStream(renewed))) {
            for (var entry : old.stream().toList()) {
                copy(old, entry, out);
            }
        }
        Files.move(renewed, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void copy(JarFile from, JarEntry entry, JarOutputStream to) throws IOException {
        to.putNextEntry(new JarEntry(entry.getName()));
        try (var in = from.getInputStream(entry)) {
            byte[] bytes = in.readAllBytes();
            to.write(entry.getName().endsWith(".class") ? renewed(bytes) : bytes);
        }
        to.closeEntry();
    }

    private static byte[] renewed(byte[] bytes) {
        var old = FORMAT.parse(bytes);
        if (old.majorVersion() >= ClassFile.JAVA_8_VERSION) {
            return bytes;
        }
        var version = ClassFileVersion.of(ClassFile.JAVA_8_VERSION, 0);
        return FORMAT.transformClass(
                old,
                ClassTransform.endHandler(it -> it.with(version))
                        .andThen(ClassTransform.transformingMethodBodies((code, element) -> code.with(element))));
    }
}

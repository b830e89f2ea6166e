package io.akoflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.classfile.ClassFile;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RenewalTest {

    @TempDir
    Path folder;

    @Test
    void shouldRenewClassesThatCacheWouldNotTake() throws Exception {
        // given
        var given = Path.of(CommandLine.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        var jar = Files.copy(given, folder.resolve("picocli.jar"));

        // when
        Renewal.renew(jar);

        // then
        assertThat(names(jar)).hasSizeGreaterThan(100).containsExactlyElementsOf(names(given));
        assertThat(oldest(jar)).isGreaterThanOrEqualTo(ClassFile.JAVA_8_VERSION);
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
        try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            for (var name : names(jar)) {
                // which checks its code as well
                assertThatCode(() -> Class.forName(name, true, loader)).as(name).doesNotThrowAnyException();
            }
        }
    }

    private static List<String> names(Path jar) throws Exception {
        try (var file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith("picocli/") && name.endsWith(".class"))
                    .map(name -> name.replace(".class", "").replace('/', '.'))
                    .toList();
        }
    }

    private static int oldest(Path jar) throws Exception {
        try (var file = new JarFile(jar.toFile())) {
            int oldest = Integer.MAX_VALUE;
            for (var entry :
                    file.stream().filter(it -> it.getName().endsWith(".class")).toList()) {
                try (var in = file.getInputStream(entry)) {
                    oldest = Math.min(
                            oldest, ClassFile.of().parse(in.readAllBytes()).majorVersion());
                }
            }
            return oldest;
        }
    }
}

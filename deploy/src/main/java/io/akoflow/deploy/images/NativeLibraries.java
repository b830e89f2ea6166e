package io.akoflow.deploy.images;

import io.akoflow.deploy.images.ImagePlan.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The libraries of this machine that programs need, to be put at the same place in an image. */
final class NativeLibraries {

    private static final Pattern LIBRARY = Pattern.compile("(?:=>\\s+)?(/\\S+) \\(0x");
    /** Loaded by name when a name is looked up; newer C libraries have them inside. */
    private static final List<String> BESIDE_LIBC =
            List.of("libnss_dns.so.2", "libnss_files.so.2", "libresolv.so.2", "libpthread.so.0", "librt.so.1");

    private NativeLibraries() {}

    /** Of all programs and libraries in {@code folder}, but for those that are there themselves. */
    static List<Entry> of(Path folder) throws IOException {
        var libraries = new TreeSet<Path>();
        for (var binary : binaries(folder)) {
            var matcher = LIBRARY.matcher(Programs.output(List.of("ldd", binary.toString())));
            while (matcher.find()) {
                libraries.add(Path.of(matcher.group(1)));
            }
        }
        libraries.removeIf(library -> library.normalize().startsWith(folder));
        libraries.addAll(besideLibc(libraries));
        return libraries.stream()
                .map(library -> new Entry(library, library.toString(), "755"))
                .toList();
    }

    private static List<Path> besideLibc(Set<Path> libraries) {
        List<Path> more = new ArrayList<>();
        for (var library : libraries) {
            if (library.endsWith("libc.so.6")) {
                BESIDE_LIBC.stream()
                        .map(library::resolveSibling)
                        .filter(Files::exists)
                        .forEach(more::add);
            }
        }
        return more;
    }

    private static List<Path> binaries(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .filter(path ->
                            path.toString().contains(".so") || path.toString().contains("/bin/"))
                    .filter(NativeLibraries::isElf)
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    private static boolean isElf(Path file) {
        try (var in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(4);
            return start.length == 4 && start[0] == 0x7f && start[1] == 'E' && start[2] == 'L' && start[3] == 'F';
        } catch (IOException _) {
            return false;
        }
    }
}

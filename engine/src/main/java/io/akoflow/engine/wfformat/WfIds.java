package io.akoflow.engine.wfformat;

import io.akoflow.engine.export.ToldRun;
import io.akoflow.engine.workflow.NamedFiles.NamedFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Ids that the format allows, for names and paths that may be any text: themselves, where it allows them. */
final class WfIds {

    private static final Pattern NOT_ALLOWED = Pattern.compile("[^0-9a-zA-Z_.#:/-]");

    private final List<String> ids = new ArrayList<>();
    private final Map<String, String> fileIds = new HashMap<>();
    private final Map<String, Long> sizes = new LinkedHashMap<>();

    WfIds(ToldRun run) {
        var names = new Names();
        run.workflow().activities().forEach(it -> {
            if (isAllowed(it.name())) {
                names.take(it.name());
            }
        });
        run.workflow().activities().forEach(it -> ids.add(isAllowed(it.name()) ? it.name() : names.free(it.name())));
        for (var files : run.files()) {
            files.inputs().forEach(this::count);
            files.outputs().forEach(this::count);
        }
        var paths = new Names();
        sizes.keySet().stream().filter(WfIds::isAllowed).forEach(paths::take);
        sizes.keySet().forEach(path -> fileIds.put(path, isAllowed(path) ? path : paths.free(path)));
    }

    private void count(NamedFile file) {
        sizes.merge(file.path(), file.bytes(), Math::max);
    }

    private static boolean isAllowed(String text) {
        return !NOT_ALLOWED.matcher(text).find();
    }

    /** Ids that are taken, and where to go on looking for a free one, since many texts may be the same one. */
    private static final class Names {

        private final Set<String> taken = new HashSet<>();
        private final Map<String, Integer> next = new HashMap<>();

        void take(String id) {
            taken.add(id);
        }

        String free(String text) {
            var plain = NOT_ALLOWED.matcher(text).replaceAll("_");
            int number = next.getOrDefault(plain, 1);
            var id = number == 1 ? plain : plain + "-" + number;
            while (!taken.add(id)) {
                number++;
                id = plain + "-" + number;
            }
            next.put(plain, number + 1);
            return id;
        }
    }

    String of(int ordinal) {
        return ids.get(ordinal);
    }

    String ofFile(String path) {
        return fileIds.getOrDefault(path, path);
    }

    /** All files, of which those without a size count as empty, as the format wants one. */
    List<Map<String, Object>> files() {
        var entries = List.copyOf(sizes.entrySet());
        return Lazily.made(entries.size(), i -> {
            var path = entries.get(i).getKey();
            var file = new LinkedHashMap<String, Object>();
            file.put("id", ofFile(path));
            file.put("sizeInBytes", Math.max(0, entries.get(i).getValue()));
            if (!ofFile(path).equals(path)) {
                file.put("akoflow", Map.of("path", path));
            }
            return file;
        });
    }
}

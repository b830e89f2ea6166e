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
        Set<String> taken = new HashSet<>();
        run.workflow().activities().forEach(it -> {
            if (isAllowed(it.name())) {
                taken.add(it.name());
            }
        });
        run.workflow().activities().forEach(it -> ids.add(isAllowed(it.name()) ? it.name() : free(it.name(), taken)));
        for (var files : run.files()) {
            files.inputs().forEach(this::count);
            files.outputs().forEach(this::count);
        }
        Set<String> takenByFiles = new HashSet<>();
        sizes.keySet().stream().filter(WfIds::isAllowed).forEach(takenByFiles::add);
        sizes.keySet().forEach(path -> fileIds.put(path, isAllowed(path) ? path : free(path, takenByFiles)));
    }

    private void count(NamedFile file) {
        sizes.merge(file.path(), file.bytes(), Math::max);
    }

    private static boolean isAllowed(String text) {
        return !NOT_ALLOWED.matcher(text).find();
    }

    private static String free(String text, Set<String> taken) {
        var plain = NOT_ALLOWED.matcher(text).replaceAll("_");
        var id = plain;
        for (int i = 2; !taken.add(id); i++) {
            id = plain + "-" + i;
        }
        return id;
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

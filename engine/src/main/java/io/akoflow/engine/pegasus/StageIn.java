package io.akoflow.engine.pegasus;

import io.akoflow.engine.draft.DraftActivity;
import io.akoflow.engine.draft.DraftFile;
import io.akoflow.engine.draft.FilePaths;
import io.akoflow.engine.draft.Words;
import io.akoflow.engine.workflow.Shown;
import io.akoflow.engine.yaml.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Brings what no job writes to the run's disk, where somebody says where it is. */
final class StageIn {

    private static final String NAME = "stage-in";
    private static final int ATTEMPTS = 3;

    /** Of this machine, and no other. */
    private static final Pattern FILE = Pattern.compile("(?:file://(?:localhost)?)?(/.*)", Pattern.DOTALL);

    private final Surroundings around;

    StageIn(Surroundings around) {
        this.around = around;
    }

    /** The activity that goes before all that read what it brings; none when nothing is to be brought. */
    List<DraftActivity> before(List<Job> jobs) {
        var places = places(jobs);
        if (places.isEmpty()) {
            return List.of();
        }
        if (around.options().stageImage() == null) {
            around.problems()
                    .warning(
                            places.values().iterator().next(),
                            "Expected whoever imports to say how %,d files get to the run's disk, but they did not; they have to be in the image, or an activity fetches them (--stage-in)",
                            places.size());
            return List.of();
        }
        var activity = new DraftActivity(NAME, places.values().iterator().next())
                .image(around.options().stageImage())
                .run(script(places))
                .attempts(ATTEMPTS);
        List<DraftFile> files = new ArrayList<>();
        places.keySet().forEach(lfn -> files.add(new DraftFile(FilePaths.below(lfn), -1)));
        activity.outputs(files);
        jobs.stream()
                .filter(job -> job.uses().inputs().keySet().stream().anyMatch(places::containsKey))
                .forEach(job -> job.activity().dependsOn(NAME));
        return List.of(activity);
    }

    private Map<String, Node.Scalar> places(List<Job> jobs) {
        var written = new HashSet<String>();
        jobs.forEach(job -> written.addAll(job.uses().outputs().keySet()));
        var places = new LinkedHashMap<String, Node.Scalar>();
        for (var job : jobs) {
            for (var lfn : job.uses().inputs().keySet()) {
                if (!written.contains(lfn) && !places.containsKey(lfn)) {
                    place(lfn).ifPresent(place -> places.put(lfn, place));
                }
            }
        }
        return places;
    }

    /** The first from which an activity can bring it. */
    private Optional<Node.Scalar> place(String lfn) {
        var said = around.catalogs().places(lfn);
        var usable = said.stream()
                .filter(place -> command(place.text(), "").isPresent())
                .findFirst();
        if (usable.isEmpty() && !said.isEmpty()) {
            around.problems()
                    .warning(
                            said.getFirst(),
                            "Expected a place of file, http or https, but %s is none; the file has to be in the image",
                            Shown.text(said.getFirst().text()));
        }
        return usable;
    }

    private static String script(Map<String, Node.Scalar> places) {
        List<String> lines = new ArrayList<>();
        var folders = FilePaths.makeFolders(
                places.keySet().stream().map(FilePaths::below).toList());
        if (!folders.isEmpty()) {
            lines.add(folders);
        }
        places.forEach((lfn, place) -> {
            var path = FilePaths.below(lfn);
            command(place.text(), path).ifPresent(lines::add);
        });
        return String.join("\n", lines);
    }

    /** Half a file is none: it is put in its place when it is whole. */
    private static Optional<String> command(String place, String path) {
        var target = path.startsWith("-") ? "./" + path : path; // else it would be an option
        var part = Words.quoted(target + ".part");
        var whole = "mv %s %s".formatted(part, Words.quoted(target));
        if (place.startsWith("http://") || place.startsWith("https://")) {
            return Optional.of("wget -q -O %s %s && %s".formatted(part, Words.quoted(place), whole));
        }
        var file = FILE.matcher(place);
        return file.matches()
                ? Optional.of("cp %s %s && %s".formatted(Words.quoted(file.group(1)), part, whole))
                : Optional.empty();
    }
}

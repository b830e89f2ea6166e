package io.akoflow.engine.export;

import io.akoflow.contract.Activity;
import io.akoflow.engine.export.FilePlaces.FilePlace;
import io.akoflow.engine.view.TypeName;
import io.akoflow.engine.workflow.NamedFiles.NamedFile;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What things in a crate are called, each once. */
final class CrateIds {

    static final String WORKFLOW = "workflow.yaml";
    static final String TRACE = "trace.tsv";
    static final String WFFORMAT = "wfformat.json";

    private final ToldRun run;
    private final String files;
    private final Map<Tool, String> tools = new LinkedHashMap<>();
    private final Map<String, String> images = new LinkedHashMap<>();
    private final Map<String, String> asked = new HashMap<>();
    private final FilePlaces places;

    /** A program, as far as one can tell it from others. */
    record Tool(String name, String image) {}

    /** @param files where the run's files are, to which the path of one is added */
    CrateIds(ToldRun run, String files) {
        this.run = run;
        this.files = files;
        run.workflow().activities().forEach(it -> tools.putIfAbsent(toolOf(it), "#tool-" + (tools.size() + 1)));
        this.places = new FilePlaces(run);
        run.attempts().forEach(it -> {
            images.putIfAbsent(imageOf(it), "#image-" + (images.size() + 1));
            asked.putIfAbsent(imageOf(it), run.activity(it.activity()).image());
        });
    }

    private static Tool toolOf(Activity activity) {
        return new Tool(TypeName.of(activity.name()), activity.image());
    }

    Map<Tool, String> tools() {
        return tools;
    }

    String tool(int ordinal) {
        return tools.getOrDefault(toolOf(run.activity(ordinal)), "");
    }

    Map<String, String> images() {
        return images;
    }

    /** The first name by which somebody asked for {@code image}. */
    String asked(String image) {
        return asked.getOrDefault(image, image);
    }

    /** What was run, with its digest, or what was asked for, where the kubelet did not tell. */
    String imageOf(ToldAttempt attempt) {
        var pod = attempt.pod();
        return pod == null || pod.imageId() == null
                ? run.activity(attempt.activity()).image()
                : pod.imageId();
    }

    String image(ToldAttempt attempt) {
        return images.getOrDefault(imageOf(attempt), "");
    }

    static String step(int ordinal) {
        return "#step-" + ordinal;
    }

    static String control(int ordinal) {
        return "#control-" + ordinal;
    }

    static String attempt(ToldAttempt attempt) {
        return "#attempt-%d-%d".formatted(attempt.activity(), attempt.attempt());
    }

    /** The same for the same run, whenever it is exported. */
    String run() {
        return "urn:uuid:" + UUID.nameUUIDFromBytes(run.id().getBytes(StandardCharsets.UTF_8));
    }

    List<String> inputs(int ordinal) {
        return run.files().get(ordinal).inputs().stream()
                .map(file -> input(ordinal, file))
                .toList();
    }

    List<String> outputs(int ordinal) {
        return run.files().get(ordinal).outputs().stream()
                .map(file -> output(ordinal, file))
                .toList();
    }

    String input(int ordinal, NamedFile file) {
        return address(places.ofInput(ordinal, file.path()));
    }

    String output(int ordinal, NamedFile file) {
        return address(places.ofOutput(ordinal, file.path()));
    }

    private String address(FilePlace place) {
        var address = files + encoded(place.path());
        return place.activity() == null
                ? address
                : address + "&activity="
                        + encoded(run.activity(place.activity()).name());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

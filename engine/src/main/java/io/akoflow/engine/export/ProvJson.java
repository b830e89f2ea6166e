package io.akoflow.engine.export;

import io.akoflow.contract.ActivityState;
import io.akoflow.engine.export.FilePlaces.FilePlace;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells a run in <a href="https://www.w3.org/submissions/prov-json/">PROV-JSON</a>: attempts are activities that used
 * and generated files, in the name of whoever submitted the run.
 */
public final class ProvJson {

    private static final String AGENT = "run:agent";
    private static final String ENGINE = "run:akoflow";

    private final ToldRun run;
    private final CrateIds ids;
    private final FilePlaces places;
    private final Map<String, Map<String, Object>> relations = new LinkedHashMap<>();
    private final Map<String, Object> entities = new LinkedHashMap<>();
    private final Map<String, Object> activities = new LinkedHashMap<>();

    private ProvJson(ToldRun run, String files) {
        this.run = run;
        this.ids = new CrateIds(run, files);
        this.places = new FilePlaces(run);
    }

    /**
     * The document.
     *
     * @param version of akoflow
     * @param files where the run's files are, to which the path of one, as part of a query, is added
     */
    public static Map<String, Object> of(ToldRun run, String version, String files) {
        return new ProvJson(run, files).document(version);
    }

    private Map<String, Object> document(String version) {
        run.attempts().stream().filter(it -> it.startedAt() != null).forEach(this::add);
        var document = new LinkedHashMap<String, Object>();
        document.put(
                "prefix",
                Map.of("run", ids.run() + "#", "prov", "http://www.w3.org/ns/prov#", "akoflow", "urn:akoflow:"));
        document.put("entity", entities);
        document.put("activity", activities);
        document.put(
                "agent",
                Map.of(
                        AGENT, Map.of("prov:type", "prov:Person", "prov:label", run.owner()),
                        ENGINE, Map.of("prov:type", "prov:SoftwareAgent", "prov:label", "akoflow " + version)));
        document.putAll(relations);
        document.put("actedOnBehalfOf", Map.of("_:engine", Map.of("prov:delegate", ENGINE, "prov:responsible", AGENT)));
        return document;
    }

    private void add(ToldAttempt it) {
        var id = "run:" + CrateIds.attempt(it).substring(1);
        var activity = new LinkedHashMap<String, Object>();
        activity.put("prov:label", run.activity(it.activity()).name());
        put(activity, "prov:startTime", it.startedAt());
        put(activity, "prov:endTime", it.endedAt());
        activity.put("akoflow:state", it.state().name());
        activity.put("akoflow:image", ids.imageOf(it));
        put(activity, "akoflow:node", it.pod() == null ? null : it.pod().node());
        activities.put(id, activity);
        relate("wasAssociatedWith", id, Map.of("prov:activity", id, "prov:agent", ENGINE));
        var files = run.files().get(it.activity());
        files.inputs()
                .forEach(file -> relate(
                        "used",
                        id + file.path(),
                        Map.of(
                                "prov:activity",
                                id,
                                "prov:entity",
                                entity(places.ofInput(it.activity(), file.path()), file.bytes()))));
        if (it.state() == ActivityState.SUCCEEDED) {
            files.outputs()
                    .forEach(file -> relate(
                            "wasGeneratedBy",
                            id + file.path(),
                            Map.of(
                                    "prov:entity",
                                    entity(places.ofOutput(it.activity(), file.path()), file.bytes()),
                                    "prov:activity",
                                    id)));
        }
    }

    private String entity(FilePlace place, long bytes) {
        var path = place.path();
        var id = place.activity() == null ? "run:file/" + path : "run:file/%d/%s".formatted(place.activity(), path);
        var entity = new LinkedHashMap<String, Object>();
        entity.put("prov:label", path);
        put(entity, "akoflow:bytes", bytes < 0 ? null : bytes);
        entities.putIfAbsent(id, entity);
        return id;
    }

    private void relate(String relation, String id, Map<String, Object> between) {
        relations.computeIfAbsent(relation, _ -> new LinkedHashMap<>()).put("_:" + relation + "/" + id, between);
    }

    private static void put(Map<String, Object> map, String key, @Nullable Object value) {
        if (value != null) {
            map.put(key, value instanceof Number ? value : value.toString());
        }
    }
}

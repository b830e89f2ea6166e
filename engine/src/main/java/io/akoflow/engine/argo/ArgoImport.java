package io.akoflow.engine.argo;

import io.akoflow.engine.draft.Draft;
import io.akoflow.engine.draft.DraftActivity;
import io.akoflow.engine.draft.Drafting;
import io.akoflow.engine.draft.ImportOptions;
import io.akoflow.engine.draft.Importing;
import io.akoflow.engine.draft.Keyed;
import io.akoflow.engine.workflow.Problems;
import io.akoflow.engine.workflow.Shown;
import io.akoflow.engine.yaml.Node;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes workflow files of those of Argo in which all that is run is known before: templates are written out, parameters
 * put in, and each container or script is an activity, called as the tasks that lead to it.
 */
public final class ArgoImport {

    private static final Set<String> TEMPLATE_KINDS = Set.of("WorkflowTemplate", "ClusterWorkflowTemplate");
    private static final Set<String> SPEC_KEYS = Set.of(
            "entrypoint",
            "arguments",
            "templates",
            "parallelism",
            "activeDeadlineSeconds",
            "serviceAccountName",
            "imagePullSecrets",
            "podPriorityClassName",
            "nodeSelector",
            "tolerations",
            "volumeClaimTemplates",
            "volumes",
            "onExit",
            "workflowTemplateRef");

    private final Keyed spec;
    private final ImportOptions options;
    private final Problems problems;

    private ArgoImport(Keyed spec, ImportOptions options, Problems problems) {
        this.spec = spec;
        this.options = options;
        this.problems = problems;
    }

    /** What becomes of {@code file}. */
    public static Importing read(Node.Mapping file, ImportOptions options) {
        var problems = new Problems();
        var whole = new Keyed(file, "the workflow", problems);
        whole.onlyKnown(Set.of("apiVersion", "kind", "metadata", "spec"));
        checkKind(whole, problems);
        if (whole.node("spec").isEmpty()) {
            problems.error(file, "Expected 'spec' in the workflow, but it is missing");
        }
        var name = name(whole);
        var draft = whole.keyed("spec", "the spec")
                .map(spec -> new ArgoImport(spec, options, problems).draft(name))
                .orElseGet(() -> new Draft(name, null, Map.of(), List.of()));
        return Drafting.finish(draft, problems);
    }

    private static void checkKind(Keyed whole, Problems problems) {
        whole.required("kind").ifPresent(kind -> {
            if (TEMPLATE_KINDS.contains(kind.text())) {
                problems.warning(
                        kind,
                        "Expected a Workflow, but it is a %s; it is imported with the values that its parameters have here",
                        kind.text());
            } else if (!kind.text().equals("Workflow")) {
                problems.error(kind, "Expected a Workflow of Argo, but it is a %s", Shown.bare(kind.text()));
            }
        });
    }

    private static String name(Keyed whole) {
        var metadata = whole.keyed("metadata", "metadata");
        metadata.ifPresent(it -> it.onlyKnown(Set.of("name", "generateName")));
        return metadata.flatMap(
                        it -> it.text("name").or(() -> it.text("generateName").map(ArgoImport::withoutEnd)))
                .filter(name -> !name.isBlank())
                .orElse("argo");
    }

    private static String withoutEnd(String generateName) {
        return generateName.endsWith("-") ? generateName.substring(0, generateName.length() - 1) : generateName;
    }

    private Draft draft(String name) {
        spec.onlyKnown(SPEC_KEYS);
        spec.notHonoured("onExit", "runs when the workflow ends; use 'notify' of the workflow file. It has no effect");
        if (spec.node("workflowTemplateRef").isPresent()) {
            problems.error(
                    spec.place(),
                    "Expected the templates in this file, but 'workflowTemplateRef' names another object; import that one");
        }
        var volumes = new Volumes(spec, problems);
        var activities = activities(name, volumes);
        var also = new LinkedHashMap<String, Object>();
        volumes.mountPath().ifPresent(it -> also.put("mountPath", it));
        spec.amount("parallelism").ifPresent(it -> also.put("parallelism", it.toBigInteger()));
        spec.amount("activeDeadlineSeconds").ifPresent(it -> also.put("timeout", it.toPlainString() + "s"));
        var pod = pod();
        if (!pod.isEmpty()) {
            also.put("pod", pod);
        }
        return new Draft(name, options.image(), volumes.storage(), also, activities);
    }

    private Map<String, Object> pod() {
        var pod = new LinkedHashMap<String, Object>();
        spec.text("serviceAccountName").ifPresent(it -> pod.put("serviceAccountName", it));
        spec.text("podPriorityClassName").ifPresent(it -> pod.put("priorityClassName", it));
        var secrets = spec.all("imagePullSecrets", "a Secret").stream()
                .flatMap(it -> it.required("name").stream())
                .map(Node.Scalar::text)
                .toList();
        if (!secrets.isEmpty()) {
            pod.put("imagePullSecrets", secrets);
        }
        return pod;
    }

    private List<DraftActivity> activities(String name, Volumes volumes) {
        var allowance = new Allowance(problems);
        var global = new Scope(allowance, problems, global(name));
        var templates = new Templates(spec, problems);
        var expansion = new Expansion(
                templates, new Leaf(spec, options, problems), new Inspection(volumes, problems), allowance, problems);
        try {
            return spec.required("entrypoint")
                    .flatMap(templates::named)
                    .map(entry -> expansion
                            .of(entry, new Place("", entry.place(), templates.scope(entry, spec, global), List.of()))
                            .activities())
                    .orElse(List.of());
        } catch (Allowance.Spent _) {
            return List.of();
        }
    }

    private Map<String, String> global(String name) {
        var values = new HashMap<String, String>();
        values.put("workflow.name", name);
        spec.keyed("arguments", "arguments").ifPresent(arguments -> {
            arguments.notHonoured("artifacts", "is not passed on; files on the run's disk are. It has no effect");
            arguments
                    .all("parameters", "a parameter")
                    .forEach(parameter -> parameter
                            .text("value")
                            .ifPresent(value -> parameter
                                    .required("name")
                                    .ifPresent(it -> values.put("workflow.parameters." + it.text(), value))));
        });
        return values;
    }
}

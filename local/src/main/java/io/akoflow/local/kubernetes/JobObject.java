package io.akoflow.local.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A Job as it is stored first, and the pod that it asks for. */
final class JobObject {
    static final String JOB_NAME = "batch.kubernetes.io/job-name";
    static final String CONTROLLER_UID = "batch.kubernetes.io/controller-uid";

    private static final int MAX_GENERATED_BASE = 58;

    private JobObject() {}

    static void prepare(ObjectNode job) {
        var metadata = Json.metadata(job);
        var name = metadata.path("name").asText();
        var spec = job.withObjectProperty("spec");
        check(name, spec);
        putIfAbsent(spec, "backoffLimit", 6);
        putIfAbsent(spec, "parallelism", 1);
        putIfAbsent(spec, "completions", 1);
        spec.put("completionMode", "NonIndexed")
                .put("suspend", spec.path("suspend").asBoolean(false));
        spec.putObject("selector")
                .putObject("matchLabels")
                .put(CONTROLLER_UID, metadata.path("uid").asText());
        var template = spec.withObjectProperty("template");
        template.withObjectProperty("metadata")
                .withObjectProperty("labels")
                .put(CONTROLLER_UID, metadata.path("uid").asText())
                .put(JOB_NAME, name)
                .put("controller-uid", metadata.path("uid").asText())
                .put("job-name", name);
        PodObject.fillIn(template.withObjectProperty("spec"), "Never");
        metadata.put("generation", 1);
        job.set("status", Json.object());
    }

    /** The pod of this Job, not prepared yet. */
    static ObjectNode pod(ObjectNode job) {
        var metadata = job.path("metadata");
        var name = metadata.path("name").asText();
        var pod = Json.object();
        var template = job.path("spec").path("template");
        var base = name.substring(0, Math.min(name.length(), MAX_GENERATED_BASE - 1)) + "-";
        var podMetadata = pod.putObject("metadata").put("generateName", base).put("name", base + NewObject.suffix());
        template.path("metadata").properties().forEach(field -> {
            if (field.getKey().equals("labels") || field.getKey().equals("annotations")) {
                podMetadata.set(field.getKey(), field.getValue());
            }
        });
        podMetadata
                .putArray("ownerReferences")
                .addObject()
                .put("apiVersion", "batch/v1")
                .put("kind", "Job")
                .put("name", name)
                .put("uid", metadata.path("uid").asText())
                .put("controller", true)
                .put("blockOwnerDeletion", true);
        pod.set("spec", template.path("spec").deepCopy());
        return pod;
    }

    private static void check(String name, ObjectNode spec) {
        if (name.length() > 63) {
            throw RefusedException.invalid(
                    ResourceType.JOBS, name, "metadata.name", "Invalid value: must be no more than 63 characters");
        }
        var template = spec.path("template");
        PodObject.checkSpec(ResourceType.JOBS, name, template.path("spec"), "spec.template.spec");
        NewObject.checkLabels(
                ResourceType.JOBS,
                Json.object().put("name", name),
                template.path("metadata").path("labels"),
                "spec.template.labels");
        var policy = template.path("spec").path("restartPolicy").asText("Always");
        if (!policy.equals("Never")) {
            var problem = policy.equals("OnFailure")
                    ? "Invalid value: \"OnFailure\": this one-machine API restarts no containers; use \"Never\""
                    : "Required value: valid values: \"OnFailure\", \"Never\"";
            throw RefusedException.invalid(ResourceType.JOBS, name, "spec.template.spec.restartPolicy", problem);
        }
        if (spec.path("completions").asInt(1) > 1 || spec.path("parallelism").asInt(1) > 1) {
            throw RefusedException.invalid(
                    ResourceType.JOBS,
                    name,
                    "spec.completions",
                    "Invalid value: this one-machine API gives a Job one pod");
        }
    }

    private static void putIfAbsent(ObjectNode node, String field, int value) {
        if (!node.hasNonNull(field)) {
            node.put(field, value);
        }
    }
}

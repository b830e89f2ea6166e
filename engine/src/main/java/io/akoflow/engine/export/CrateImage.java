package io.akoflow.engine.export;

import java.util.regex.Pattern;

/** An image of a registry as a crate has it. */
final class CrateImage {

    private static final String DOCKER = "https://w3id.org/ro/terms/workflow-run#DockerImage";
    private static final Pattern DIGEST = Pattern.compile("(?:^|@)sha256:([0-9a-f]{64})$");
    private static final Pattern TAG = Pattern.compile(":([A-Za-z0-9_][A-Za-z0-9_.-]{0,127})$");
    private static final Pattern REGISTRY = Pattern.compile("^([^/]*[.:][^/]*|localhost)/");

    private CrateImage() {}

    /**
     * One that was run.
     *
     * @param image as a kubelet or a workflow file names it; of one that came from no registry a kubelet may know the
     *     digest alone
     * @param asked as the workflow file names it
     */
    static Entity of(String image, String asked, String id) {
        var entity = Entity.of(id, "ContainerImage").to("additionalType", DOCKER);
        var rest = image.replaceFirst("^[a-z-]+://", "");
        var digest = DIGEST.matcher(rest);
        if (digest.find()) {
            entity.with("sha256", digest.group(1));
            rest = rest.substring(0, digest.start());
        }
        if (rest.isEmpty()) {
            rest = DIGEST.matcher(asked).replaceFirst("");
        }
        var tag = TAG.matcher(rest);
        if (tag.find()) {
            entity.with("tag", tag.group(1));
            rest = rest.substring(0, tag.start());
        }
        var registry = REGISTRY.matcher(rest);
        boolean isNamed = registry.find();
        entity.with("registry", isNamed ? registry.group(1) : "docker.io");
        return entity.with("name", isNamed ? rest.substring(registry.end()) : rest);
    }
}

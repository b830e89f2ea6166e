package io.akoflow.engine.kubernetes;

import static io.akoflow.engine.kubernetes.Trees.tree;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.AttemptSpec;
import io.akoflow.contract.StoragePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The disks of an attempt: its claim, what is mounted where, and how its parents' files get there. */
final class Disks {

    private static final String DISK = "disk";
    private static final String PARENT = "parent";
    private static final String TO = "/akoflow/to";
    private static final String FROM = "/akoflow/from/";

    /**
     * Gets the folder to copy to, then each parent's name and folder: paths are arguments, so that a runner without
     * mounts can put others in their place. What was copied already moves to the end of the arguments. A disk's own
     * {@code lost+found} stays.
     */
    private static final String COPY_PARENTS = """
            set -e
            keep=-RP
            if [ "$(id -u)" = 0 ]; then keep=-a; fi
            to=$1
            shift
            left=$#
            while [ "$left" -gt 0 ]; do
              name=$1
              from=$2
              shift 2
              left=$((left - 2))
              cd "$from"
              if [ "$#" -gt "$left" ]; then
                find . -name lost+found -prune -o ! -type d -print | while IFS= read -r f; do
                  n=0
                  for earlier in "$@"; do
                    n=$((n + 1))
                    if [ "$n" -gt "$left" ] && [ -e "$earlier/$f" ]; then
                      echo "akoflow: '${f#./}' of '$name' replaces the one of an earlier dependency"
                      break
                    fi
                  done
                done
              fi
              for f in ./* ./.[!.]* ./..?*; do
                if [ "$f" != ./lost+found ] && { [ -e "$f" ] || [ -L "$f" ]; }; then
                  cp "$keep" "$f" "$to/"
                fi
              done
              set -- "$@" "$from"
            done
            """;

    private final AttemptId id;
    private final AttemptSpec spec;
    private final Seat seat;
    private final Volumes volumes;
    private final String folder;

    /** @param volumes of the pod, to which its own are added */
    Disks(Occupant occupant, Volumes volumes) {
        this.id = occupant.id();
        this.spec = occupant.spec();
        this.seat = occupant.seat();
        this.volumes = volumes;
        this.folder =
                spec.mountPath() + "/" + KubernetesNames.folder(spec.activity().name());
        var _ = disk();
        IntStream.range(0, spec.parents().size()).filter(_ -> standalone()).forEach(this::parent);
    }

    private boolean standalone() {
        return spec.storage().type() == StoragePolicy.Type.STANDALONE;
    }

    /** Whether all pods of the run have to be on one node. */
    boolean onOneNode() {
        return spec.storage().type() != StoragePolicy.Type.DISTRIBUTED;
    }

    /** Whether the claim belongs to this activity alone. */
    boolean ofActivity() {
        return standalone();
    }

    String claimName() {
        return standalone()
                ? KubernetesNames.activityClaim(
                        id.run(), id.activity(), spec.activity().name())
                : KubernetesNames.runClaim(id.run());
    }

    Map<String, Object> claimSpec(PodSettings settings) {
        var storage = spec.storage();
        var mode = storage.type() == StoragePolicy.Type.DISTRIBUTED ? "ReadWriteMany" : "ReadWriteOnce";
        return tree(
                "accessModes", List.of(mode),
                "storageClassName", settings.storageClass(storage.storageClassName()),
                "resources", tree("requests", tree("storage", storage.size())));
    }

    String workingFolder() {
        return standalone() ? folder : spec.mountPath();
    }

    private String disk() {
        return volumes.nameOf(claimName(), DISK + seat.suffix());
    }

    private String parent(int i) {
        var parent = spec.parents().get(i);
        var claim = KubernetesNames.activityClaim(id.run(), parent.activity(), parent.name());
        return volumes.nameOf(claim, PARENT + seat.suffix() + "-" + i);
    }

    List<Map<String, Object>> mounts() {
        if (standalone()) {
            return List.of(tree("name", disk(), "mountPath", folder));
        }
        return List.of(
                tree("name", disk(), "mountPath", spec.mountPath()),
                tree(
                        "name",
                        disk(),
                        "mountPath",
                        folder,
                        "subPath",
                        KubernetesNames.folder(spec.activity().name())));
    }

    /** Null when there is nothing to copy. */
    @Nullable
    Map<String, Object> copyContainer(PodSettings settings, Map<String, Object> security) {
        if (!standalone() || spec.parents().isEmpty()) {
            return null;
        }
        List<Map<String, Object>> mounts = new ArrayList<>();
        mounts.add(tree("name", disk(), "mountPath", TO));
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", Commands.literal(COPY_PARENTS), "akoflow", TO));
        for (int i = 0; i < spec.parents().size(); i++) {
            mounts.add(tree("name", parent(i), "mountPath", FROM + i, "readOnly", true));
            command.add(Commands.literal(spec.parents().get(i).name()));
            command.add(FROM + i);
        }
        return tree(
                "name",
                seat.container(JobLabels.COPY_CONTAINER),
                "image",
                settings.copyImage(),
                "command",
                List.copyOf(command),
                "volumeMounts",
                List.copyOf(mounts),
                "terminationMessagePolicy",
                "FallbackToLogsOnError",
                "securityContext",
                security);
    }
}

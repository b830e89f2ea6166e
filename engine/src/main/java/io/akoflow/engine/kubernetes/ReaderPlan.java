package io.akoflow.engine.kubernetes;

import static io.akoflow.engine.kubernetes.Trees.tree;

import io.akoflow.contract.DiskRequest;
import io.akoflow.contract.DiskRequest.OutputsWanted;
import io.akoflow.contract.JobRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The Job that reads a disk for somebody. It has none of an attempt's labels, so whoever watches or counts attempts
 * does not see it, and no pod of its run has to be where it is.
 */
public final class ReaderPlan {

    /** What is called so is a request's, and its value is the request. */
    public static final String REQUEST = "akoflow.io/outputs";
    /** In its environment, where to bring what is read. */
    public static final String CALLBACK = "AKOFLOW_OUTPUTS_CALLBACK";
    /** By which network policies know it. */
    static final String COMPONENT = "app.kubernetes.io/component";

    static final String OUTPUTS = "outputs";

    private static final String DISK = "disk";
    private static final String MOUNT_PATH = "/akoflow/disk";
    private static final long ORDINARY_USER = 10_001;

    /** What most activities belong to, and the folders that kubelets and provisioners make for them, with mode 0750. */
    private static final long GROUP_OF_ROOT = 0;

    private static final int SECONDS_KEPT = 60;
    private static final int PREFERRED = 100;

    private ReaderPlan() {}

    /** Where the Job of {@code request} is. */
    public static JobRef job(DiskRequest request, String workNamespace) {
        var namespace = request.namespace();
        return new JobRef(namespace == null ? workNamespace : namespace, "akoflow-outputs-" + request.request());
    }

    /** The Job; the same request has the same one. */
    public static PlannedObject of(OutputsWanted wanted, ReaderSettings settings) {
        var job = job(wanted, settings.workNamespace());
        var kind = PlannedObject.Kind.JOB;
        var metadata = tree(
                "name", job.name(),
                "namespace", job.namespace(),
                "labels", labels(wanted),
                "annotations", tree("akoflow.io/outputs-of", wanted.run().value()));
        var spec = tree(
                "activeDeadlineSeconds",
                settings.longest().toSeconds(),
                "ttlSecondsAfterFinished",
                SECONDS_KEPT,
                "backoffLimit",
                0,
                "template",
                tree("metadata", tree("labels", labels(wanted)), "spec", pod(wanted, settings)));
        return new PlannedObject(
                kind,
                job.namespace(),
                job.name(),
                tree("apiVersion", kind.apiVersion(), "kind", kind.kindName(), "metadata", metadata, "spec", spec));
    }

    private static Map<String, Object> labels(OutputsWanted wanted) {
        return tree(JobLabels.MANAGED_BY, JobLabels.AKOFLOW, COMPONENT, OUTPUTS, REQUEST, wanted.request());
    }

    private static Map<String, Object> pod(OutputsWanted wanted, ReaderSettings settings) {
        long user = settings.user() == null || settings.user() == 0 ? ORDINARY_USER : settings.user();
        return tree(
                "restartPolicy", "Never",
                "terminationGracePeriodSeconds", 0,
                "automountServiceAccountToken", false,
                "enableServiceLinks", false,
                "serviceAccountName", settings.serviceAccount(),
                "securityContext",
                        tree(
                                "runAsNonRoot",
                                true,
                                "runAsUser",
                                user,
                                "runAsGroup",
                                user,
                                "supplementalGroups",
                                List.of(GROUP_OF_ROOT),
                                "seccompProfile",
                                tree("type", "RuntimeDefault")),
                "affinity", besideItsRun(wanted),
                "tolerations", List.of(tree("operator", "Exists")),
                "containers", List.of(container(wanted, settings)),
                "volumes", List.of(tree("name", DISK, "persistentVolumeClaim", tree("claimName", wanted.claim()))));
    }

    /** A ReadWriteOnce disk in use can be mounted where it is used and nowhere else. */
    private static Map<String, Object> besideItsRun(OutputsWanted wanted) {
        var there = tree(
                "labelSelector",
                tree("matchLabels", tree(JobLabels.RUN, wanted.run().value())),
                "topologyKey",
                "kubernetes.io/hostname");
        return tree(
                "podAffinity",
                tree(
                        "preferredDuringSchedulingIgnoredDuringExecution",
                        List.of(tree("weight", PREFERRED, "podAffinityTerm", there))));
    }

    private static Map<String, Object> container(OutputsWanted wanted, ReaderSettings settings) {
        return tree(
                "name", "reader",
                "image", settings.image(),
                "imagePullPolicy", "IfNotPresent",
                "workingDir", MOUNT_PATH,
                "env", env(wanted),
                "resources",
                        tree(
                                "requests", tree("cpu", "50m", "memory", "128Mi"),
                                "limits", tree("cpu", "1", "memory", "128Mi")),
                "volumeMounts", List.of(tree("name", DISK, "mountPath", MOUNT_PATH, "readOnly", true)),
                "terminationMessagePolicy", "FallbackToLogsOnError",
                "securityContext",
                        tree(
                                "allowPrivilegeEscalation", false,
                                "readOnlyRootFilesystem", true,
                                "capabilities", tree("drop", List.of("ALL"))));
    }

    private static List<Map<String, Object>> env(OutputsWanted wanted) {
        List<Map<String, Object>> env = new ArrayList<>();
        env.add(variable("LC_ALL", "C.UTF-8"));
        env.add(variable("AKOFLOW_OUTPUTS_DISK", wanted.claim()));
        if (wanted.path() != null) {
            env.add(variable("AKOFLOW_OUTPUTS_PATH", wanted.path()));
        }
        env.add(variable(CALLBACK, wanted.callback()));
        env.add(variable("AKOFLOW_OUTPUTS_SECRET", wanted.secret()));
        return List.copyOf(env);
    }

    private static Map<String, Object> variable(String name, String value) {
        return tree("name", name, "value", Commands.literal(value));
    }
}

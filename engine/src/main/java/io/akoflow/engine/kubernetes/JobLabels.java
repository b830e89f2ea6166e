package io.akoflow.engine.kubernetes;

import static io.akoflow.engine.kubernetes.Trees.tree;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.RunId;
import java.util.Map;

/** Labels and annotations by which akoflow knows its objects, and the names of its containers. */
public final class JobLabels {

    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    /** The value of {@link #MANAGED_BY}. */
    public static final String AKOFLOW = "akoflow";

    public static final String RUN = "akoflow.io/run";
    /** The activity's ordinal. */
    public static final String ACTIVITY = "akoflow.io/activity";

    public static final String ATTEMPT = "akoflow.io/attempt";
    /** See {@link Shards}. */
    public static final String SHARD = "akoflow.io/shard";
    /** An annotation: the activity's name as written. */
    public static final String ACTIVITY_NAME = "akoflow.io/activity-name";
    /** An annotation: the workflow's name as written. */
    public static final String WORKFLOW = "akoflow.io/workflow";
    /** An annotation of Jobs: when somebody asked for what became of it, for whoever watches it to say it again. */
    public static final String ASKED = "akoflow.io/asked";
    /** An annotation of what several attempts share: ordinals and attempts of them all, as in {@code 12.1 13.1}. */
    public static final String MEMBERS = "akoflow.io/members";
    /** An annotation beside that one: how the activities' names begin, one a line. */
    public static final String MEMBER_NAMES = "akoflow.io/member-names";
    /** The container that runs the activity's command; those of others in its pod have their ordinals after it. */
    public static final String CONTAINER = "activity";
    /** The init container that copies the parents' files; the same of others. */
    public static final String COPY_CONTAINER = "copy";

    private JobLabels() {}

    /** Of what belongs to a run. */
    static Map<String, Object> of(RunId run, int shards) {
        return tree(MANAGED_BY, AKOFLOW, RUN, run.value(), SHARD, Shards.of(run, shards));
    }

    /** Of what belongs to an attempt. */
    static Map<String, Object> of(AttemptId id, int shards) {
        var labels = of(id.run(), shards);
        labels.put(ACTIVITY, Integer.toString(id.activity()));
        labels.put(ATTEMPT, Integer.toString(id.attempt()));
        return labels;
    }
}

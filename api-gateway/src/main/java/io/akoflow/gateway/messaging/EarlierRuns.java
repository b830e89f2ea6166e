package io.akoflow.gateway.messaging;

import io.akoflow.contract.Workflow;
import io.akoflow.engine.workflow.Expectations;
import io.akoflow.gateway.store.ProgressQueries;
import io.akoflow.gateway.store.StoreFailure;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Tells the planner what earlier runs took, so that it does not begin with what has time. */
@ApplicationScoped
public class EarlierRuns {

    private static final Logger LOG = Logger.getLogger(EarlierRuns.class);

    private final ProgressQueries queries;

    EarlierRuns(ProgressQueries queries) {
        this.queries = queries;
    }

    /**
     * The same workflow, with what the owner's last run of this name that succeeded took; without it if nobody knows.
     */
    public Workflow known(String owner, Workflow workflow) {
        if (workflow.activities().stream().allMatch(it -> it.expected() != null)) {
            return workflow;
        }
        try {
            return Expectations.fill(workflow, queries.durations(owner, workflow.name()));
        } catch (StoreFailure e) {
            LOG.warnf("Expected the database to say how long earlier runs took, but %s", e.getMessage());
            return workflow;
        }
    }
}

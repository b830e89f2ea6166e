package io.akoflow.engine.pegasus;

import io.akoflow.engine.draft.DraftActivity;

/**
 * A job on its way to being an activity.
 *
 * @param id as dependencies name it, with those of the workflows around it
 * @param kind what the names of all activities of its transformation begin with, in the same workflow
 * @param cluster how many of its kind share a pod; 0 when nobody says
 */
record Job(String id, String kind, int cluster, DraftActivity activity, Uses uses) {}

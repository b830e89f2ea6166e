package io.akoflow.engine.pegasus;

import io.akoflow.engine.draft.DraftActivity;

/**
 * A job on its way to being an activity.
 *
 * @param id as dependencies name it, with those of the workflows around it
 */
record Job(String id, DraftActivity activity, Uses uses) {}

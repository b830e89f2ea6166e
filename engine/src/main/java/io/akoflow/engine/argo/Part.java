package io.akoflow.engine.argo;

import io.akoflow.engine.draft.DraftActivity;
import java.util.List;

/**
 * What a task or a template came to.
 *
 * @param activities in the file's order
 * @param ends names of those that have to have succeeded before what comes after it
 */
record Part(List<DraftActivity> activities, List<String> ends) {

    /** Without activities, so that what comes after waits for {@code before}. */
    static Part nothing(List<String> before) {
        return new Part(List.of(), before);
    }
}

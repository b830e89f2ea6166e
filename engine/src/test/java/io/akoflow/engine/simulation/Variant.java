package io.akoflow.engine.simulation;

/**
 * What kind of a simulation it is.
 *
 * @param calm whether nothing is disturbed
 * @param bare whether attempts are pods without Jobs
 */
record Variant(boolean calm, boolean bare) {

    static final Variant USUAL = new Variant(false, false);
    static final Variant CALM = new Variant(true, false);
    static final Variant BARE = new Variant(false, true);
    static final Variant CALM_AND_BARE = new Variant(true, true);
}

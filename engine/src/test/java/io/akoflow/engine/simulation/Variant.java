package io.akoflow.engine.simulation;

/**
 * What kind of a simulation it is.
 *
 * @param calm whether nothing is disturbed
 * @param bare whether attempts are pods without Jobs
 * @param packed whether activities share pods
 */
record Variant(boolean calm, boolean bare, boolean packed) {

    static final Variant USUAL = new Variant(false, false, false);
    static final Variant CALM = new Variant(true, false, false);
    static final Variant BARE = new Variant(false, true, false);
    static final Variant CALM_AND_BARE = new Variant(true, true, false);
    static final Variant PACKED = new Variant(false, false, true);
    static final Variant PACKED_AND_BARE = new Variant(false, true, true);
    static final Variant CALM_AND_PACKED = new Variant(true, false, true);
}

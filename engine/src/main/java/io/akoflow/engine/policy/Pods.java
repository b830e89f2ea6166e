package io.akoflow.engine.policy;

/**
 * What activities may ask of their pods.
 *
 * @param serviceAccounts that they may be; one that asks for none is the deployment's own, which is always allowed
 * @param tolerations by their keys; one without a key tolerates everything, and only {@code *} allows that
 */
public record Pods(Patterns serviceAccounts, Patterns tolerations) {

    /** Anything. */
    public static final Pods ANY = new Pods(Patterns.ANY, Patterns.ANY);
}

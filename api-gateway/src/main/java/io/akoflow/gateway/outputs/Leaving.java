package io.akoflow.gateway.outputs;

import java.util.concurrent.CompletableFuture;

/** Whether whoever asked has left. */
public final class Leaving {

    private final CompletableFuture<Void> left = new CompletableFuture<>();

    /** They have left, or have what they wanted. */
    public void leave() {
        left.complete(null);
    }

    /** Does {@code what}, once, when they leave, or now if they have left. */
    public void then(Runnable what) {
        var _ = left.thenRun(what);
    }
}

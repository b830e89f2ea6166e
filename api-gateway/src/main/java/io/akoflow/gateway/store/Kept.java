package io.akoflow.gateway.store;

import io.akoflow.contract.RunId;

/** What became of an attempt to keep a run. */
public sealed interface Kept {

    /** It is kept. */
    record New(RunId id, long number) implements Kept {}

    /** The same file came with the same key before. */
    record Repeated(RunId id, long number) implements Kept {}

    /** Another file came with the same key before; nothing is kept. */
    record KeyTaken() implements Kept {}
}

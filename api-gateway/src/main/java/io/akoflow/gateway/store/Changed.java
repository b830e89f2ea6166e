package io.akoflow.gateway.store;

/** What is told of an activity that has changed. */
public interface Changed {

    /** Its ordinal. */
    int activity();

    /** Of the last fact about it. */
    long seq();
}

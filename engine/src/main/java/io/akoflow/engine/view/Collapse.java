package io.akoflow.engine.view;

/** Whether activities of a kind are drawn as one. */
public enum Collapse {
    /** When there are many activities. */
    AUTO,
    ALWAYS,
    NEVER
}

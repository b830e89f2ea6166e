package io.akoflow.gateway.rest;

import io.akoflow.gateway.access.Caller;

/** Who it turned out to be that asks. */
sealed interface Identified {

    /** Somebody who is known by {@code credential}. */
    record As(Caller caller, Credential credential) implements Identified {}

    /** Somebody whom their provider knows, and whom nobody gave a role here. */
    record WithoutRole(String name) implements Identified {}

    /** Nobody knows. */
    record Unknown() implements Identified {}
}

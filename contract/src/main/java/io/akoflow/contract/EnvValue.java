package io.akoflow.contract;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** The value of an environment variable. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({@JsonSubTypes.Type(EnvValue.Literal.class), @JsonSubTypes.Type(EnvValue.FromSecret.class)})
public sealed interface EnvValue {

    /** Said in the workflow file. */
    record Literal(String value) implements EnvValue {}

    /** Read by Kubernetes from a Secret in the work namespace, never by akoflow. */
    record FromSecret(String secret, String key) implements EnvValue {}
}

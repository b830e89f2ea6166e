package io.akoflow.gateway.access;

import java.util.Set;

/**
 * Who asks.
 *
 * @param name the owner of the runs that they submit
 */
public record Caller(String name, Role role) {

    /** Whoever knows the token of the settings, or anybody where nobody is asked who they are. */
    public static final Caller LOCAL = new Caller("local", Role.OPERATOR);

    /** Owner of what came by Kafka, where the broker says who may write. */
    public static final String KAFKA = "kafka";

    private static final Set<String> RESERVED = Set.of(LOCAL.name, KAFKA);
    private static final int LONGEST_NAME = 255;

    /** Whether somebody may be called so, whose name is not the gateway's own choice. */
    public static boolean isName(String name) {
        return !name.isBlank()
                && name.length() <= LONGEST_NAME
                && name.chars().noneMatch(Character::isISOControl)
                && !RESERVED.contains(name);
    }

    /** Whether they may cancel, resume or delete a run of {@code owner}. */
    public boolean mayChange(String owner) {
        return role.includes(Role.OPERATOR) || (role.includes(Role.SUBMITTER) && name.equals(owner));
    }
}

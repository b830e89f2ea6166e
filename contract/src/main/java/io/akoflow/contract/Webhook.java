package io.akoflow.contract;

import java.util.List;

/**
 * Somebody who wants to be told when a run ends.
 *
 * @param url of http or https, with a host
 * @param on the states of an end that are wanted; not empty
 */
public record Webhook(String url, List<RunState> on) {

    public Webhook {
        on = List.copyOf(on);
    }
}

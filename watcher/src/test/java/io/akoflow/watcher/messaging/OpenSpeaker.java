package io.akoflow.watcher.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;

/** A speaker without a container. */
public final class OpenSpeaker {

    private OpenSpeaker() {}

    public static Speaker of(Map<String, Object> kafka, MeterRegistry meters) {
        return new Speaker(kafka, meters);
    }

    public static Echo echo(Map<String, Object> kafka) {
        return new Echo(kafka);
    }

    public static void close(Speaker speaker) {
        try {
            speaker.close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

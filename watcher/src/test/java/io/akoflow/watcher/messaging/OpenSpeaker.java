package io.akoflow.watcher.messaging;

import java.util.Map;

/** A speaker without a container. */
public final class OpenSpeaker {

    private OpenSpeaker() {}

    public static Speaker of(Map<String, Object> kafka) {
        return new Speaker(kafka);
    }

    public static void close(Speaker speaker) {
        speaker.close();
    }
}

package io.akoflow.deploy.images;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an image is made of.
 *
 * @param name without the registry and the tag
 * @param stands what the manifests call it
 * @param title for people
 * @param layers from the one that changes least to the one that changes most
 * @param command what a container starts
 * @param user who starts it, by number
 * @param port that it listens on; 0 for none
 */
record ImagePlan(
        String name,
        String stands,
        String title,
        List<Layer> layers,
        List<String> command,
        Map<String, String> environment,
        int user,
        int port) {

    ImagePlan {
        layers = List.copyOf(layers);
        command = List.copyOf(command);
        environment = Collections.unmodifiableMap(new TreeMap<>(environment)); // always in the same order
    }

    /** Files that come and go together. */
    record Layer(String name, List<Entry> entries) {
        Layer {
            entries = List.copyOf(entries);
        }
    }

    /**
     * A file or an empty folder.
     *
     * @param from on this machine
     * @param to in the image
     * @param permissions in octal
     */
    record Entry(Path from, String to, String permissions) {}
}

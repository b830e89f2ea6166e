package io.akoflow.deploy.images;

import java.nio.file.Path;

/** Where images go. */
sealed interface ImageTarget {

    /**
     * A registry.
     *
     * @param prefix its host, and the folder in it
     */
    record Registry(String prefix, boolean insecure) implements ImageTarget {}

    /** Files that {@code docker load} and {@code ctr images import} read. */
    record Tars(Path folder) implements ImageTarget {}
}

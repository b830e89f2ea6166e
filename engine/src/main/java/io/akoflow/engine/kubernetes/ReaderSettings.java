package io.akoflow.engine.kubernetes;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment says about those who read disks for people.
 *
 * @param workNamespace of disks whose run asks for none
 * @param image what reads
 * @param user the numeric user that pods run as; null for one without any rights of its own
 * @param serviceAccount of their pods; null for the namespace's default one
 * @param longest how long reading may take, whoever fetches it included
 */
public record ReaderSettings(
        String workNamespace,
        String image,
        @Nullable Long user,
        @Nullable String serviceAccount,
        Duration longest) {}

/** Secrets, over the Kubernetes API. */
@NullMarked
package io.akoflow.setup.kubernetes;

import org.jspecify.annotations.NullMarked;

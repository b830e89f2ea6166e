/** What asks a Kubernetes API beside the services. */
@NullMarked
package io.akoflow.bench.kubernetes;

import org.jspecify.annotations.NullMarked;

/** A cluster that is not akoflow's own: how its kubeconfig is read, and what has to be in it. */
@NullMarked
package io.akoflow.local.kubernetes.given;

import org.jspecify.annotations.NullMarked;

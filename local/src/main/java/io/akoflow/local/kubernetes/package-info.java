/**
 * A Kubernetes API for one machine: an API server that keeps its objects in a journal, a Job controller and a kubelet.
 */
@NullMarked
package io.akoflow.local.kubernetes;

import org.jspecify.annotations.NullMarked;

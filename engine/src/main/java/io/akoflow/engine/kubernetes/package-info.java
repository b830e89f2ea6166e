/** From an attempt to Kubernetes objects, and from a pod's status to what happened. */
@NullMarked
package io.akoflow.engine.kubernetes;

import org.jspecify.annotations.NullMarked;

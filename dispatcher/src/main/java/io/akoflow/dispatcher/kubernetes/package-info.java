/** Creates, looks for and deletes Kubernetes objects, and says in our words what the API server answers. */
@NullMarked
package io.akoflow.dispatcher.kubernetes;

import org.jspecify.annotations.NullMarked;

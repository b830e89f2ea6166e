/** Tells others over HTTP that a run has ended. */
@NullMarked
package io.akoflow.gateway.webhook;

import org.jspecify.annotations.NullMarked;

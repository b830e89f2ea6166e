/** Who asks, and what they may. */
@NullMarked
package io.akoflow.gateway.access;

import org.jspecify.annotations.NullMarked;

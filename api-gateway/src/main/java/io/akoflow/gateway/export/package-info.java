/** Runs as other systems and archives read them. */
@NullMarked
package io.akoflow.gateway.export;

import org.jspecify.annotations.NullMarked;

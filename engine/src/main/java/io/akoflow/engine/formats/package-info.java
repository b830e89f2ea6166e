/** Workflow files of other systems, made into our own and back. */
@NullMarked
package io.akoflow.engine.formats;

import org.jspecify.annotations.NullMarked;

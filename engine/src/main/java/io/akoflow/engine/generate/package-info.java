/** Workflow files of known shapes, to try and to measure with. */
@NullMarked
package io.akoflow.engine.generate;

import org.jspecify.annotations.NullMarked;

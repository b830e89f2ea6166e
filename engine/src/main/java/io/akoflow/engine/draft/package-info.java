/** Workflow files of our own that are made from those of others. */
@NullMarked
package io.akoflow.engine.draft;

import org.jspecify.annotations.NullMarked;

/** From the text of a workflow file to a workflow, or to all that is wrong with it. */
@NullMarked
package io.akoflow.engine.workflow;

import org.jspecify.annotations.NullMarked;

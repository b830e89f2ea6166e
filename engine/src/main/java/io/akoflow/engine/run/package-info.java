/** What a run does next: the state machine, which decides and applies, and what is kept of it. */
@NullMarked
package io.akoflow.engine.run;

import org.jspecify.annotations.NullMarked;

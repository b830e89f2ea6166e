/** Child processes, none of which outlives this one. */
@NullMarked
package io.akoflow.local.process;

import org.jspecify.annotations.NullMarked;

/** What a run was, for those who read it elsewhere. */
@NullMarked
package io.akoflow.engine.export;

import org.jspecify.annotations.NullMarked;

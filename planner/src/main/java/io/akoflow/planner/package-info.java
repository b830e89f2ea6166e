/** Decides what runs next, and keeps runs. */
@NullMarked
package io.akoflow.planner;

import org.jspecify.annotations.NullMarked;

/** Scenarios from outside, and the rules of the architecture. */
@NullMarked
package io.akoflow.acceptance;

import org.jspecify.annotations.NullMarked;

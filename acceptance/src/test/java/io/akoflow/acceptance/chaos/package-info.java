/** Whatever dies, stops or answers badly: the same outcomes, and nothing is run twice. */
@NullMarked
package io.akoflow.acceptance.chaos;

import org.jspecify.annotations.NullMarked;

/** {@code akoflow up}, {@code down} and {@code demo}. */
@NullMarked
package io.akoflow.local.command;

import org.jspecify.annotations.NullMarked;

/** The watcher: says what became of pods, and passes on what they print. */
@NullMarked
package io.akoflow.watcher;

import org.jspecify.annotations.NullMarked;

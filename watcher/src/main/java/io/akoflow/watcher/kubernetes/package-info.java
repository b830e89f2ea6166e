/** What the watcher sees of pods, Jobs and events, what it reads of logs, and how replicas share the work. */
@NullMarked
package io.akoflow.watcher.kubernetes;

import org.jspecify.annotations.NullMarked;

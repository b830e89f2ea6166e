/** How a pod's container becomes a process of this machine. */
@NullMarked
package io.akoflow.local.runner;

import org.jspecify.annotations.NullMarked;

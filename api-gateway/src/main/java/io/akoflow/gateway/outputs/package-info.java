/** What is on the disks of runs. */
@NullMarked
package io.akoflow.gateway.outputs;

import org.jspecify.annotations.NullMarked;

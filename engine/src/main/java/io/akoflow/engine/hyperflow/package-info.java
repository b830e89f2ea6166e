/** Workflows of <a href="https://github.com/hyperflow-wms/hyperflow">HyperFlow</a>, as far as they are graphs. */
@NullMarked
package io.akoflow.engine.hyperflow;

import org.jspecify.annotations.NullMarked;

/** Workflows of <a href="https://argoproj.github.io/workflows/">Argo</a>, as far as they are graphs before they run. */
@NullMarked
package io.akoflow.engine.argo;

import org.jspecify.annotations.NullMarked;

/** From bytes to a tree of YAML or JSON that knows where each of its parts is written; the only user of the parser. */
@NullMarked
package io.akoflow.engine.yaml;

import org.jspecify.annotations.NullMarked;

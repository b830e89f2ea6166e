@NullMarked
package io.akoflow.engine.yaml;

import org.jspecify.annotations.NullMarked;

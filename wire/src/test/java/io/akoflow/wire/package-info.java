@NullMarked
package io.akoflow.wire;

import org.jspecify.annotations.NullMarked;

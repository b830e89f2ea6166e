@NullMarked
package io.akoflow.bench.kubernetes;

import org.jspecify.annotations.NullMarked;

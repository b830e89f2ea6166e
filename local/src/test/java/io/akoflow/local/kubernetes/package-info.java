@NullMarked
package io.akoflow.local.kubernetes;

import org.jspecify.annotations.NullMarked;

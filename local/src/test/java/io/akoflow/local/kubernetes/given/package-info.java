@NullMarked
package io.akoflow.local.kubernetes.given;

import org.jspecify.annotations.NullMarked;

/** The gateway: workflow files come in here, and what became of them goes out. */
@NullMarked
package io.akoflow.gateway;

import org.jspecify.annotations.NullMarked;

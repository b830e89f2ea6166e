/** Topics. */
@NullMarked
package io.akoflow.setup.messaging;

import org.jspecify.annotations.NullMarked;

/**
 * What the services say to each other, and the workflow model they say it about.
 *
 * <p>Everything here is a record, an enum or a sealed interface. It knows no framework but the annotations of Jackson,
 * which pin the names on the wire; {@code docs/events.md} describes it for other systems.
 */
@NullMarked
package io.akoflow.contract;

import org.jspecify.annotations.NullMarked;

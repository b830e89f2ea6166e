/** PostgreSQL from the programs on the class path. */
@NullMarked
package io.akoflow.local.postgres;

import org.jspecify.annotations.NullMarked;

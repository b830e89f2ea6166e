/** What was submitted, and a read model of what became of it, in PostgreSQL by plain JDBC. */
@NullMarked
package io.akoflow.gateway.store;

import org.jspecify.annotations.NullMarked;

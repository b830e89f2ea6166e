/** What the gateway's database is filled with. */
@NullMarked
package io.akoflow.bench.store;

import org.jspecify.annotations.NullMarked;

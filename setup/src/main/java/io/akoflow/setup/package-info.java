/** What a deployment needs before its services can work. */
@NullMarked
package io.akoflow.setup;

import org.jspecify.annotations.NullMarked;

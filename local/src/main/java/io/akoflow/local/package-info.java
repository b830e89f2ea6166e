/** One machine: starts everything that a deployment has as servers, and ends it. */
@NullMarked
package io.akoflow.local;

import org.jspecify.annotations.NullMarked;

/** The service that turns ready activities into Jobs and what they need, and deletes them again. */
@NullMarked
package io.akoflow.dispatcher;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.akoflow.engine.workflow;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.akoflow.engine.view;

import org.jspecify.annotations.NullMarked;

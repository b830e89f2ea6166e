@NullMarked
package io.akoflow.engine.run;

import org.jspecify.annotations.NullMarked;

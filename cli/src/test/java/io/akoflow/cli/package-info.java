@NullMarked
package io.akoflow.cli;

import org.jspecify.annotations.NullMarked;

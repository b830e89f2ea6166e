@NullMarked
package io.akoflow.reader;

import org.jspecify.annotations.NullMarked;

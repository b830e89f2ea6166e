/** Reads the disk of a run: what files are there, and what is in one of them. */
@NullMarked
package io.akoflow.reader;

import org.jspecify.annotations.NullMarked;

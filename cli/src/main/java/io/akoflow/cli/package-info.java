/** The command line: what a person asks of a server, over its REST interface, and what it answers, in words. */
@NullMarked
package io.akoflow.cli;

import org.jspecify.annotations.NullMarked;

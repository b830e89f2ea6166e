/** What is given to a cluster. */
@NullMarked
package io.akoflow.deploy;

import org.jspecify.annotations.NullMarked;

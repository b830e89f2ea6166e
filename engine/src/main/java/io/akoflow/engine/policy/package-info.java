/** What workflows may ask for on a deployment. */
@NullMarked
package io.akoflow.engine.policy;

import org.jspecify.annotations.NullMarked;

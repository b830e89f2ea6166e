/** WfFormat of WfCommons, versions 1.5 and 1.6: workflows with what a run of them took. */
@NullMarked
package io.akoflow.engine.wfformat;

import org.jspecify.annotations.NullMarked;

/** What is drawn and told of a run: kinds of activities, levels, groups, and how long it may still take. */
@NullMarked
package io.akoflow.engine.view;

import org.jspecify.annotations.NullMarked;

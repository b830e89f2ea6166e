@NullMarked
package io.akoflow.local.runner;

import org.jspecify.annotations.NullMarked;

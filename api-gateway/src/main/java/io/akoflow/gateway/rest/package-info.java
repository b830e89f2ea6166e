/** HTTP: who may ask, what is asked, and how it is answered. */
@NullMarked
package io.akoflow.gateway.rest;

import org.jspecify.annotations.NullMarked;

/**
 * Abstract workflows of <a href="https://pegasus.isi.edu/documentation/reference-guide/yaml-schema.html">Pegasus 5</a>
 * with their catalogs.
 */
@NullMarked
package io.akoflow.engine.pegasus;

import org.jspecify.annotations.NullMarked;

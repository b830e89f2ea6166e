/** Container images of the services, built without Docker. */
@NullMarked
package io.akoflow.deploy.images;

import org.jspecify.annotations.NullMarked;

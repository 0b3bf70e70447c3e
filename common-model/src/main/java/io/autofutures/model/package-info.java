/** The shared language of the services. */
@NullMarked
package io.autofutures.model;

import org.jspecify.annotations.NullMarked;

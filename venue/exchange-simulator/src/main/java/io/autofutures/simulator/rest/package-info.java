/** The REST side: routes, signatures, limits, answers. */
@NullMarked
package io.autofutures.simulator.rest;

import org.jspecify.annotations.NullMarked;

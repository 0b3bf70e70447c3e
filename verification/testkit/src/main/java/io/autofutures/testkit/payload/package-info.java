/** Payloads damaged on purpose: what a reader of the venue's JSON must never misread. */
@NullMarked
package io.autofutures.testkit.payload;

import org.jspecify.annotations.NullMarked;

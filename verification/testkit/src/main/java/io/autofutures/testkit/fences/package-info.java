/** The rules of the house that the compiler cannot see. */
@NullMarked
package io.autofutures.testkit.fences;

import org.jspecify.annotations.NullMarked;

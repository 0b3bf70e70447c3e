/** Fixtures and fences shared by the tests of every module. */
@NullMarked
package io.autofutures.testkit;

import org.jspecify.annotations.NullMarked;

/** What a model is asked, what it may answer, and whether an answer can be used; no I/O and no clock. */
@NullMarked
package io.autofutures.decision;

import org.jspecify.annotations.NullMarked;

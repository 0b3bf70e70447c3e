/** HTTP: who may ask, what can be asked, how an error is said, and the page itself. */
@NullMarked
package io.autofutures.status.web;

import org.jspecify.annotations.NullMarked;

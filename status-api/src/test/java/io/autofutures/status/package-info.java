/** Tests of status-api, and a seeded story to look at the page with. */
@NullMarked
package io.autofutures.status;

import org.jspecify.annotations.NullMarked;

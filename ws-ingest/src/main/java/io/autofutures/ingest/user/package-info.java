/** The account's own stream and the key that keeps it open. */
@NullMarked
package io.autofutures.ingest.user;

import org.jspecify.annotations.NullMarked;

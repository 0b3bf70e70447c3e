/** What happens to an account: user-stream events as received, and the tracker's reading of them. */
@NullMarked
package io.autofutures.model.account;

import org.jspecify.annotations.NullMarked;

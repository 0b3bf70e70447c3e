/** The contract that every transport passes. */
@NullMarked
package io.autofutures.transport.contract;

import org.jspecify.annotations.NullMarked;

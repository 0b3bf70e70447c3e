/** The order-tracker service: orders, positions, ledger and reconciliation of an account. */
@NullMarked
package io.autofutures.tracker;

import org.jspecify.annotations.NullMarked;

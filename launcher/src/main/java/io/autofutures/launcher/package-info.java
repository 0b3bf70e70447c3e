/** The {@code auto-futures} command: its commands, their options, and how they end. */
@NullMarked
package io.autofutures.launcher;

import org.jspecify.annotations.NullMarked;

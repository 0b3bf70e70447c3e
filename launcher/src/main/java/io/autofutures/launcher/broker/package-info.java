/** The demo's broker as seen from its parent: its folder, its process, its end. */
@NullMarked
package io.autofutures.launcher.broker;

import org.jspecify.annotations.NullMarked;

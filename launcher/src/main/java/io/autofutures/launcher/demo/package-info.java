/** The whole system in one process and a child broker: its data folder, its services, what it prints. */
@NullMarked
package io.autofutures.launcher.demo;

import org.jspecify.annotations.NullMarked;

/** The broker of the demo: a KRaft node in a child process of its own, on Kafka's own class path. */
@NullMarked
package io.autofutures.launcher.broker.child;

import org.jspecify.annotations.NullMarked;

/** Every topic, declared once. */
@NullMarked
package io.autofutures.model.topic;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.autofutures.status.stream;

import org.jspecify.annotations.NullMarked;

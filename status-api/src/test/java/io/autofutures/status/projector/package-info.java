@NullMarked
package io.autofutures.status.projector;

import org.jspecify.annotations.NullMarked;

@org.jspecify.annotations.NullMarked
package io.autofutures.status.recorder;

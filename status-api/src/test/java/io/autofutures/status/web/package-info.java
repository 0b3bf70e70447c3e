@NullMarked
package io.autofutures.status.web;

import org.jspecify.annotations.NullMarked;

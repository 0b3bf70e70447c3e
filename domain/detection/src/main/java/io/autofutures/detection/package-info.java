/** Notices sudden moves of one symbol: market event in, evaluation and perhaps a trigger out; no I/O and no clock. */
@NullMarked
package io.autofutures.detection;

import org.jspecify.annotations.NullMarked;

/** Is this machine fit to run the system? Rows with what is wrong and how to mend it. */
@NullMarked
package io.autofutures.launcher.doctor;

import org.jspecify.annotations.NullMarked;

/** What goes wrong on demand: scripted, by chance from a seed, or at run time. It never changes what the venue has done. */
@NullMarked
package io.autofutures.simulator.fault;

import org.jspecify.annotations.NullMarked;

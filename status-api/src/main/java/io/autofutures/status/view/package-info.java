/** What the API says: its records, and how they are made from the records of the topics. */
@NullMarked
package io.autofutures.status.view;

import org.jspecify.annotations.NullMarked;

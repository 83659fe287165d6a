/**
 * Finding records by name, in any script and with typing errors. Read {@link Searches}
 * and {@link SearchGraph} first.
 */
@NullMarked
package org.rapport.search;

import org.jspecify.annotations.NullMarked;

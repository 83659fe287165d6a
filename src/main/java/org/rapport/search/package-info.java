/**
 * Finding records by name, in any script and with typing errors.
 */
@NullMarked
package org.rapport.search;

import org.jspecify.annotations.NullMarked;

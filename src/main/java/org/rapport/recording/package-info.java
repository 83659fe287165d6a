/**
 * Changes to the record: the JSON form of elements, acts as one transaction each, and the
 * history of changes. The rules for each kind of element are in the packages of the
 * features. Read {@link Recording}, {@link Draft} and {@link Rule} first.
 */
@NullMarked
package org.rapport.recording;

import org.jspecify.annotations.NullMarked;

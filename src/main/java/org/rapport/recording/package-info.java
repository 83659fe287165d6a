/**
 * Changes to the record: the JSON form of elements, acts as one transaction each, and the
 * history of changes. The rules for each kind of element are in the packages of the
 * features.
 */
@NullMarked
package org.rapport.recording;

import org.jspecify.annotations.NullMarked;

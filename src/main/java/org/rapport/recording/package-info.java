/**
 * How the record changes: the form in which elements are told, acts as one transaction
 * each, and the history that they leave. What may be recorded of what is the features'
 * matter.
 */
@NullMarked
package org.rapport.recording;

import org.jspecify.annotations.NullMarked;

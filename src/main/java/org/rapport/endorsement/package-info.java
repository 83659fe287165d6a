/**
 * Endorsements, initiatives, asks and derivations, and the chains from a request to its
 * results.
 */
@NullMarked
package org.rapport.endorsement;

import org.jspecify.annotations.NullMarked;

/**
 * Endorsements, initiatives, asks and derivations, and the chains from a request to its
 * results. Read {@link EndorsementGraph}, {@link Endorsements} and {@link ChainGraph}
 * first.
 */
@NullMarked
package org.rapport.endorsement;

import org.jspecify.annotations.NullMarked;

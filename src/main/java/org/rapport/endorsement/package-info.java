/**
 * Who endorsed what and what led to it: endorsements, initiatives, asks, derivations and
 * their chains.
 */
@NullMarked
package org.rapport.endorsement;

import org.jspecify.annotations.NullMarked;

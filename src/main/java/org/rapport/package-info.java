/** Rapport, the system of record for who has engaged with whom. */
@NullMarked
package org.rapport;

import org.jspecify.annotations.NullMarked;

/**
 * How members of a network are linked, and through what.
 */
@NullMarked
package org.rapport.network;

import org.jspecify.annotations.NullMarked;

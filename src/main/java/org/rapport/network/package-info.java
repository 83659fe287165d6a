/**
 * How actors are linked: the links between the members of a network, and the things that
 * link them. Read {@link NetworkController} and {@link NetworkGraph} first.
 */
@NullMarked
package org.rapport.network;

import org.jspecify.annotations.NullMarked;

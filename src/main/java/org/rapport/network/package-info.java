/** Links between the members of a network, and the things that link them. */
@NullMarked
package org.rapport.network;

import org.jspecify.annotations.NullMarked;

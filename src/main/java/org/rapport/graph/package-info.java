/**
 * Neo4j: the connection to a server of its own or an embedded one, its migrations, and
 * what statements and the reading of their rows have in common. No statement about the
 * domain stands here; those stand with the features.
 */
@NullMarked
package org.rapport.graph;

import org.jspecify.annotations.NullMarked;

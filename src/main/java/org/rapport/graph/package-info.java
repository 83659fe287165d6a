/**
 * Neo4j: the connection, the embedded server, the migrations, and how statements are
 * written, put under the lens and read. Knows labels and the lens, not what the features
 * ask.
 */
@NullMarked
package org.rapport.graph;

import org.jspecify.annotations.NullMarked;

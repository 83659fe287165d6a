/**
 * Neo4j: the connection, the embedded server, the migrations, and how statements are
 * written, put under the lens and run. This package knows labels and the lens, but not
 * the queries of the features.
 */
@NullMarked
package org.rapport.graph;

import org.jspecify.annotations.NullMarked;

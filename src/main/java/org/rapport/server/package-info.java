/**
 * Neo4j as a server: embedded or external, its migrations and its health. Read
 * {@link GraphConfiguration}, {@link EmbeddedNeo4j} and {@link MigratedGraph} first.
 */
@NullMarked
package org.rapport.server;

import org.jspecify.annotations.NullMarked;

/**
 * Neo4j as a server: embedded or external, its migrations and its health.
 */
@NullMarked
package org.rapport.server;

import org.jspecify.annotations.NullMarked;

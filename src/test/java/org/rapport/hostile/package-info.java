/**
 * Attacks on a running server, too heavy for every build: {@code mvn -Phostile verify}.
 */
package org.rapport.hostile;

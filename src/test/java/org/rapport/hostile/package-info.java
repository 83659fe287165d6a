/**
 * Attacks on a running server. They take too long for every build:
 * {@code mvn -Phostile verify}.
 */
package org.rapport.hostile;

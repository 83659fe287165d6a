/**
 * The bench: loads a generated graph, compares Rapport's answers with hand-written
 * Cypher, and measures both over HTTP. It takes too long for every build:
 * {@code mvn -Pbench verify}. Read {@link org.rapport.bench.BenchIT} first.
 */
package org.rapport.bench;

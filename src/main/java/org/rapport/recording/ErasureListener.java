package org.rapport.recording;

/**
 * Is told after something was erased. It removes texts about the erased elements that are
 * stored outside the graph.
 */
@FunctionalInterface
public interface ErasureListener {

	void erased();

}

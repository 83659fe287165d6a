package org.rapport.kernel;

/**
 * Work that is slow the first time, and that Rapport therefore runs once in the
 * background after the start.
 */
public interface WarmedUp {

	/**
	 * Runs the work once without changing anything. The graph shows nothing meanwhile.
	 */
	void warmUp();

}

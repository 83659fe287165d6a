package org.rapport.recording;

/**
 * A rule that every act has to keep, beyond the form of each element. A rule decides by
 * what the viewer may see, so that a refusal reveals nothing hidden. It runs even if the
 * draft has errors; properties and ties with errors are missing from its elements.
 */
public interface Rule {

	/**
	 * Adds errors to the draft for what breaks the rule, or adds the facts that follow
	 * from it.
	 */
	void judge(Draft draft);

}

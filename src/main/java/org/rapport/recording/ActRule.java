package org.rapport.recording;

/**
 * A rule for acts only, because it is about retractions or adds facts. It runs after
 * every {@link Rule}, even if the draft has errors.
 */
public interface ActRule {

	/**
	 * Adds errors to the draft for what breaks the rule, or adds the facts that follow
	 * from it.
	 */
	void judge(Draft draft);

}

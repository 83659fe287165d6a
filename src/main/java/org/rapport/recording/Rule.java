package org.rapport.recording;

/**
 * A rule that acts and imports have to keep, beyond the form of each element. A rule
 * decides by what the author of the changes may see, so that a refusal reveals nothing
 * hidden. It runs even if there are errors already.
 */
public interface Rule {

	/** Adds an error for everything that breaks the rule. */
	void judge(Proposal proposal);

}

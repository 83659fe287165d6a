package org.rapport.recording;

/**
 * What must hold of whatever an act does, beyond the form of each element. A rule judges
 * by what the viewer may see, so that a refusal tells nothing else.
 */
public interface Rule {

	/** Refuses in the draft what does not hold, or adds to it what follows. */
	void judge(Draft draft);

}

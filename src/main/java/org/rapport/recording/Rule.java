package org.rapport.recording;

/**
 * What must hold of whatever an act does, beyond the form of each element. A rule judges
 * by what the viewer may see, so that a refusal tells nothing else; and it judges what is
 * right although other things are wrong: an element of the draft lacks those of its
 * properties and ties that were refused already.
 */
public interface Rule {

	/** Refuses in the draft what does not hold, or adds to it what follows. */
	void judge(Draft draft);

}

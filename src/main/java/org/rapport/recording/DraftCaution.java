package org.rapport.recording;

import java.util.List;

/**
 * Checks what an act is about to record and returns warnings. A warning does not stop the
 * act. It runs before anything is written, and only if no rule refuses the act.
 */
public interface DraftCaution {

	/**
	 * The warnings about a draft. The check uses only the draft and what its lens shows.
	 */
	List<Warning> about(Draft draft);

}

package org.rapport.recording;

import java.util.List;

import org.rapport.kernel.Element;
import org.rapport.kernel.Lens;

/**
 * Checks an element after it was recorded or changed and returns warnings. A warning does
 * not stop the act.
 */
public interface Caution {

	/** The warnings about an element. The check uses only what the lens shows. */
	List<Warning> about(Element element, Lens lens);

}

package org.rapport.recording;

import java.util.List;

import org.rapport.kernel.Element;
import org.rapport.kernel.Lens;

/** What is to be warned of when an element was recorded or changed. */
public interface Caution {

	/** What is remarkable about an element, as the viewer's lens shows the record. */
	List<Warning> about(Element element, Lens lens);

}

package org.rapport.recording;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Element;
import org.rapport.kernel.UserError;

/**
 * What came of an act.
 *
 * @param id the id of what it was about; null if there is none
 * @param element that as it stands now, if the viewer may see it
 * @param warnings what to look at
 * @param userErrors why nothing was done; empty if it was
 */
public record Outcome(@Nullable String id, @Nullable Element element, List<Warning> warnings,
		List<UserError> userErrors) {

	/** The payload whose field of a name holds the element. */
	public Map<String, @Nullable Object> as(String field) {
		Map<String, @Nullable Object> payload = new HashMap<>();
		payload.put(field, this.element);
		payload.put("warnings", this.warnings);
		payload.put("userErrors", this.userErrors);
		return payload;
	}

}

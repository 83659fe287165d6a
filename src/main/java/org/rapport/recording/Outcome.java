package org.rapport.recording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Element;
import org.rapport.kernel.UserError;

/**
 * The result of an act.
 *
 * @param id the id of the element that it was about, or null if there is none
 * @param element the element as it is now, or null if the viewer may not see it
 * @param warnings what the curator should look at
 * @param userErrors why the act was not done; empty if it was done
 */
public record Outcome(@Nullable String id, @Nullable Element element, List<Warning> warnings,
		List<UserError> userErrors) {

	/** This outcome with more warnings, unless the act was refused. */
	Outcome with(List<Warning> more) {
		if (more.isEmpty() || !this.userErrors.isEmpty()) {
			return this;
		}
		List<Warning> all = new ArrayList<>(more);
		all.addAll(this.warnings);
		return new Outcome(this.id, this.element, List.copyOf(all), this.userErrors);
	}

	/** The GraphQL payload, with the element in a field of this name. */
	public Map<String, @Nullable Object> as(String field) {
		Map<String, @Nullable Object> payload = new HashMap<>();
		payload.put(field, this.element);
		payload.put("warnings", this.warnings);
		payload.put("userErrors", this.userErrors);
		return payload;
	}

}

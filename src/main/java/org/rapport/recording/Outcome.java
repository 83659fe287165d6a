package org.rapport.recording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Element;
import org.rapport.kernel.UserError;

/**
 * The result of an act or of its dry run.
 *
 * @param id the id of the element that it was about, or null if there is none
 * @param element the element as it is now; null after a dry run, or if the viewer may not
 * see it
 * @param warnings what the curator should look at
 * @param userErrors why the act was not done; empty if it was done
 * @param dryRun whether this was a dry run
 * @param planned what a dry run would change
 */
public record Outcome(@Nullable String id, @Nullable Element element, List<Warning> warnings,
		List<UserError> userErrors, boolean dryRun, List<PlannedChange> planned) {

	public Outcome {
		warnings = List.copyOf(warnings);
		userErrors = List.copyOf(userErrors);
		planned = List.copyOf(planned);
	}

	/** This outcome with more warnings, unless the act was refused. */
	Outcome with(List<Warning> more) {
		if (more.isEmpty() || !this.userErrors.isEmpty()) {
			return this;
		}
		List<Warning> all = new ArrayList<>(more);
		all.addAll(this.warnings);
		return new Outcome(this.id, this.element, all, this.userErrors, this.dryRun, this.planned);
	}

	/** Whether the act was done, now or by an earlier request with the same key. */
	public boolean isDone() {
		return this.userErrors.isEmpty() && !this.dryRun;
	}

	/** The parts that all GraphQL payloads have, and the warnings. */
	public Map<String, @Nullable Object> payload() {
		Map<String, @Nullable Object> payload = new HashMap<>();
		payload.put("warnings", this.warnings);
		payload.put("dryRun", this.dryRun);
		payload.put("planned", this.planned);
		payload.put("userErrors", this.userErrors);
		return payload;
	}

	/** The GraphQL payload, with the element in a field of this name. */
	public Map<String, @Nullable Object> as(String field) {
		Map<String, @Nullable Object> payload = payload();
		payload.put(field, this.element);
		return payload;
	}

}

package org.rapport.endorsement;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rapport.access.Viewer;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/**
 * The mutations that record and correct initiatives, endorsements, asks and derivations.
 */
@Controller
class EndorsementActController {

	private final Endorsements endorsements;

	EndorsementActController(Endorsements endorsements) {
		this.endorsements = endorsements;
	}

	@MutationMapping
	Map<String, @Nullable Object> addInitiative(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.endorsements.addInitiative(viewer, input).as("initiative");
	}

	@MutationMapping
	Map<String, @Nullable Object> withdrawEndorsement(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.endorsements.withdraw(viewer, input).as("endorsement");
	}

}

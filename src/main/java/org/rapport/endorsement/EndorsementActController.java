package org.rapport.endorsement;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rapport.access.Viewer;
import org.rapport.kernel.Kind;
import org.rapport.recording.Recording;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/**
 * The mutations that record and correct initiatives, endorsements, asks and derivations.
 */
@Controller
class EndorsementActController {

	private final Recording recording;

	private final Endorsements endorsements;

	EndorsementActController(Recording recording, Endorsements endorsements) {
		this.recording = recording;
		this.endorsements = endorsements;
	}

	@MutationMapping
	Map<String, @Nullable Object> addInitiative(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.endorsements.addInitiative(viewer, input).as("initiative");
	}

	@MutationMapping
	Map<String, @Nullable Object> updateInitiative(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.update(viewer, "updateInitiative", Kind.INITIATIVE, input).as("initiative");
	}

	@MutationMapping
	Map<String, @Nullable Object> addMilestone(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.add(viewer, "addMilestone", Kind.MILESTONE, input).as("milestone");
	}

	@MutationMapping
	Map<String, @Nullable Object> updateMilestone(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.update(viewer, "updateMilestone", Kind.MILESTONE, input).as("milestone");
	}

	@MutationMapping
	Map<String, @Nullable Object> recordEndorsement(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.add(viewer, "recordEndorsement", Kind.ENDORSEMENT, input).as("endorsement");
	}

	@MutationMapping
	Map<String, @Nullable Object> updateEndorsement(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.update(viewer, "updateEndorsement", Kind.ENDORSEMENT, input).as("endorsement");
	}

	@MutationMapping
	Map<String, @Nullable Object> recordAsk(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.add(viewer, "recordAsk", Kind.ASK, input).as("ask");
	}

	@MutationMapping
	Map<String, @Nullable Object> updateAsk(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.update(viewer, "updateAsk", Kind.ASK, input).as("ask");
	}

	@MutationMapping
	Map<String, @Nullable Object> recordDerivation(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.add(viewer, "recordDerivation", Kind.DERIVATION, input).as("derivation");
	}

	@MutationMapping
	Map<String, @Nullable Object> updateDerivation(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.update(viewer, "updateDerivation", Kind.DERIVATION, input).as("derivation");
	}

	@MutationMapping
	Map<String, @Nullable Object> withdrawEndorsement(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.endorsements.withdraw(viewer, input).as("endorsement");
	}

}

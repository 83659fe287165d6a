package org.rapport.directory;

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
 * The mutations that record and correct actors, topics, places and the facts about them.
 */
@Controller
class DirectoryActController {

	private final Recording recording;

	DirectoryActController(Recording recording) {
		this.recording = recording;
	}

	@MutationMapping
	Map<String, @Nullable Object> addPerson(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.add(viewer, "addPerson", Kind.PERSON, input).as("person");
	}

	@MutationMapping
	Map<String, @Nullable Object> updatePerson(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.update(viewer, "updatePerson", Kind.PERSON, input).as("person");
	}

	@MutationMapping
	Map<String, @Nullable Object> addOrganisation(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.add(viewer, "addOrganisation", Kind.ORGANISATION, input).as("organisation");
	}

	@MutationMapping
	Map<String, @Nullable Object> updateOrganisation(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.update(viewer, "updateOrganisation", Kind.ORGANISATION, input).as("organisation");
	}

	@MutationMapping
	Map<String, @Nullable Object> addGovernment(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.add(viewer, "addGovernment", Kind.GOVERNMENT, input).as("government");
	}

	@MutationMapping
	Map<String, @Nullable Object> updateGovernment(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.update(viewer, "updateGovernment", Kind.GOVERNMENT, input).as("government");
	}

	@MutationMapping
	Map<String, @Nullable Object> addPost(@Argument Map<String, @Nullable Object> input, @ContextValue Viewer viewer) {
		return this.recording.add(viewer, "addPost", Kind.POST, input).as("post");
	}

	@MutationMapping
	Map<String, @Nullable Object> updatePost(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.update(viewer, "updatePost", Kind.POST, input).as("post");
	}

	@MutationMapping
	Map<String, @Nullable Object> addTopic(@Argument Map<String, @Nullable Object> input, @ContextValue Viewer viewer) {
		return this.recording.add(viewer, "addTopic", Kind.TOPIC, input).as("topic");
	}

	@MutationMapping
	Map<String, @Nullable Object> updateTopic(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.update(viewer, "updateTopic", Kind.TOPIC, input).as("topic");
	}

	@MutationMapping
	Map<String, @Nullable Object> addPlace(@Argument Map<String, @Nullable Object> input, @ContextValue Viewer viewer) {
		return this.recording.add(viewer, "addPlace", Kind.PLACE, input).as("place");
	}

	@MutationMapping
	Map<String, @Nullable Object> updatePlace(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.update(viewer, "updatePlace", Kind.PLACE, input).as("place");
	}

	@MutationMapping
	Map<String, @Nullable Object> addRole(@Argument Map<String, @Nullable Object> input, @ContextValue Viewer viewer) {
		return this.recording.add(viewer, "addRole", Kind.ROLE, input).as("role");
	}

	@MutationMapping
	Map<String, @Nullable Object> updateRole(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.update(viewer, "updateRole", Kind.ROLE, input).as("role");
	}

	@MutationMapping
	Map<String, @Nullable Object> addMembership(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.add(viewer, "addMembership", Kind.MEMBERSHIP, input).as("membership");
	}

	@MutationMapping
	Map<String, @Nullable Object> updateMembership(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.update(viewer, "updateMembership", Kind.MEMBERSHIP, input).as("membership");
	}

	@MutationMapping
	Map<String, @Nullable Object> addName(@Argument Map<String, @Nullable Object> input, @ContextValue Viewer viewer) {
		return this.recording.add(viewer, "addName", Kind.NAME, input).as("name");
	}

	@MutationMapping
	Map<String, @Nullable Object> updateName(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.update(viewer, "updateName", Kind.NAME, input).as("name");
	}

	@MutationMapping
	Map<String, @Nullable Object> addIdentifier(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.add(viewer, "addIdentifier", Kind.IDENTIFICATION, input).as("identification");
	}

	@MutationMapping
	Map<String, @Nullable Object> updateIdentifier(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return this.recording.update(viewer, "updateIdentifier", Kind.IDENTIFICATION, input).as("identification");
	}

}

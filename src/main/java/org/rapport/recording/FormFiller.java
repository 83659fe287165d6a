package org.rapport.recording;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.rapport.kernel.Content;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Tie;
import org.rapport.kernel.Unread;

/**
 * Fills in the {@link Form} of one element from an input. It does not check the values.
 */
final class FormFiller {

	/** Stands in a form for a reference that was not found. */
	static final String UNKNOWN = "unknown";

	private final String id;

	private final Kind kind;

	private final Input input;

	private final ObjectNode form;

	/**
	 * The element that this one is recorded together with, or its former content; null if
	 * neither.
	 */
	private final @Nullable Content beside;

	private FormFiller(String id, Kind kind, Input input, ObjectNode form, @Nullable Content beside) {
		this.id = id;
		this.kind = kind;
		this.input = input;
		this.form = form;
		this.beside = beside;
	}

	/** Resolves the references in an input. */
	@FunctionalInterface
	interface Naming {

		/**
		 * The id of the record that a choice names or describes, or null if there is
		 * none.
		 * @param seen the visibility and circle that a described record gets by default
		 */
		@Nullable String named(Input choice, Set<Kind> kinds, Content seen);

	}

	/**
	 * Starts the form of a new element.
	 * @param beside the element that it is recorded together with, or null
	 */
	static FormFiller anew(String id, Kind kind, Input input, @Nullable Content beside) {
		return new FormFiller(id, kind, input, JsonNodeFactory.instance.objectNode(), beside);
	}

	/** Starts the form of a recorded element from its content. */
	static FormFiller over(Content before, Input input) {
		return new FormFiller(before.id(), before.kind(), input, Form.of(before), before);
	}

	ObjectNode form() {
		return this.form;
	}

	/** Sets the fields that the input gives, and clears those given as null. */
	FormFiller with(Set<String> fields, Naming naming) {
		Map<String, Tie> ties = Tie.of(this.kind).stream().collect(Collectors.toMap(Tie::field, (tie) -> tie));
		Content seen = around();
		for (String field : fields) {
			if (!this.input.gives(field)) {
				continue;
			}
			Tie tie = ties.get(field);
			Object value = this.input.value(field);
			if (value == null || value instanceof Unread) {
				this.form.remove(field);
			}
			else if (tie != null) {
				tie(tie, value, seen, naming);
			}
			else {
				Form.put(this.form, field, whole(value));
			}
		}
		return this;
	}

	private void tie(Tie tie, Object value, Content seen, Naming naming) {
		if (value instanceof Collection<?>) {
			Set<String> ids = new TreeSet<>();
			for (Input choice : this.input.objects(tie.field())) {
				String named = naming.named(choice, tie.kinds(), seen);
				if (named != null) {
					ids.add(named);
				}
			}
			this.form.remove(tie.field());
			if (!ids.isEmpty()) {
				ArrayNode list = this.form.putArray(tie.field());
				ids.forEach(list::add);
			}
			return;
		}
		Input choice = this.input.object(tie.field());
		String named = (choice != null) ? naming.named(choice, tie.kinds(), seen) : null;
		// The missing reference was reported, so the schema must not report the field
		// again.
		this.form.put(tie.field(), (named != null) ? named : UNKNOWN);
	}

	private static Object whole(Object value) {
		return (value instanceof Integer number) ? (Object) number.longValue() : value;
	}

	/**
	 * Copies visibility and circle from the element recorded together with this one,
	 * unless the input gives them.
	 */
	FormFiller inheriting() {
		inherit(this.form, this.input, this.beside);
		return this;
	}

	private static void inherit(ObjectNode form, Input input, @Nullable Content beside) {
		if (beside == null) {
			return;
		}
		if (!form.has("visibility")) {
			form.put("visibility", beside.visibility().name());
		}
		Object circle = beside.properties().get("circle");
		if (circle != null && !input.gives("circle")) {
			form.put("circle", circle.toString());
		}
	}

	/**
	 * The visibility and circle of the element. Records described inside its input get
	 * them by default.
	 */
	private Content around() {
		ObjectNode seen = JsonNodeFactory.instance.objectNode();
		String visibility = this.input.text("visibility");
		String circle = this.input.text("circle");
		if (visibility != null) {
			seen.put("visibility", visibility);
		}
		if (circle != null) {
			seen.put("circle", circle);
		}
		inherit(seen, this.input, this.beside);
		return Form.content(this.id, this.kind, seen, UnaryOperator.identity());
	}

	/** Sets a slug if there is none. */
	FormFiller slugged() {
		if (!this.form.has("slug")) {
			this.form.put("slug", Slugs.of(this.id, (property) -> Form.text(this.form, property)));
		}
		return this;
	}

	/**
	 * Keeps what the input cannot give: ties to elements that the viewer does not see,
	 * and the slug if the input clears it.
	 */
	FormFiller keeping(Content before, UnaryOperator<Set<String>> unseen) {
		for (Tie tie : Tie.of(this.kind)) {
			Set<String> ties = before.tied(tie);
			if (!this.input.gives(tie.field()) || ties.isEmpty()) {
				continue;
			}
			Set<String> hidden = unseen.apply(ties);
			if (!hidden.isEmpty() && tie.isMany()) {
				ArrayNode list = this.form.withArray(tie.field());
				hidden.forEach(list::add);
			}
			else if (!this.form.has(tie.field())) {
				hidden.forEach((other) -> this.form.put(tie.field(), other));
			}
		}
		if (!this.form.has("slug") && before.properties().get("slug") instanceof String slug) {
			this.form.put("slug", slug);
		}
		return this;
	}

}

package org.rapport.recording;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
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
 * Fills in the {@link Form} of one element with what an input says of it, whether that is
 * right or not.
 */
final class FormFiller {

	/** Stands in a form for what was named, and could not be found. */
	static final String UNKNOWN = "unknown";

	private static final int SLUG_WORDS = 60;

	private static final int SLUG_TAIL = 6;

	private final String id;

	private final Kind kind;

	private final Input input;

	private final ObjectNode form;

	/** What it is told together with, or what it said before; null for neither. */
	private final @Nullable Content beside;

	private FormFiller(String id, Kind kind, Input input, ObjectNode form, @Nullable Content beside) {
		this.id = id;
		this.kind = kind;
		this.input = input;
		this.form = form;
		this.beside = beside;
	}

	/** Names what stands in a field of an input. */
	@FunctionalInterface
	interface Naming {

		/**
		 * The id of what a choice names, or describes; null if that cannot be.
		 * @param seen who may see what is described there, unless it says so itself
		 */
		@Nullable String named(Input choice, Set<Kind> kinds, Content seen);

	}

	/**
	 * The form of something new.
	 * @param beside what it is told together with; null if it is told by itself
	 */
	static FormFiller anew(String id, Kind kind, Input input, @Nullable Content beside) {
		return new FormFiller(id, kind, input, JsonNodeFactory.instance.objectNode(), beside);
	}

	/** The form of what stands already. */
	static FormFiller over(Content before, Input input) {
		return new FormFiller(before.id(), before.kind(), input, Form.of(before), before);
	}

	ObjectNode form() {
		return this.form;
	}

	/** Puts in what the input gives for some fields, and takes out what it empties. */
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
		// What could not be found is said once, and not once more as lacking.
		this.form.put(tie.field(), (named != null) ? named : UNKNOWN);
	}

	private static Object whole(Object value) {
		return (value instanceof Integer number) ? (Object) number.longValue() : value;
	}

	/** What is told together is seen by the same, as far as it says nothing else. */
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
	 * Who may see what the input describes: what is described inside of it is seen by
	 * nobody else unless it says so.
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

	/**
	 * Gives it a slug of the name and the end of the id, unless it has one: always both,
	 * as a slug that only grows an end where it is taken would tell who else there is.
	 */
	FormFiller slugged() {
		if (!this.form.has("slug")) {
			String name = Objects.requireNonNullElse(Form.text(this.form, "name"), Objects.requireNonNullElse(
					Form.text(this.form, "title"), Objects.toString(Form.text(this.form, "summary"), "")));
			String words = Slugs.of(name, SLUG_WORDS);
			String tail = this.id.substring(this.id.length() - SLUG_TAIL);
			this.form.put("slug", words.isEmpty() ? tail : words + "-" + tail);
		}
		return this;
	}

	/**
	 * Keeps what was said before and the input does not speak of: the slug, and ties to
	 * what the viewer does not see, whatever the viewer says of the others.
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

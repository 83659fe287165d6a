package org.rapport.transfer;

import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import org.rapport.kernel.Content;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.recording.Form;
import org.rapport.transfer.staging.Encoding;
import org.rapport.transfer.staging.StagedList;
import org.rapport.transfer.staging.Staging;

/**
 * Records, facts and citations that a file states, in order, and the line of each. If
 * they are very many, they are read from the staging of the load whenever somebody asks
 * for them; only their ids are in memory.
 */
final class StatedElements extends AbstractList<Content> implements RandomAccess {

	/** The form of an element, as the history keeps it. */
	private static final Encoding<Content> FORM = new Encoding<>() {

		@Override
		public byte[] encode(Content content) {
			return Encoding.JSON.encode(Form.of(content).put("id", content.id()));
		}

		@Override
		public long characters(Content content) {
			return content.properties()
				.values()
				.stream()
				.mapToLong((value) -> (value instanceof String text) ? text.length() : 0)
				.sum();
		}

		@Override
		public Content decode(byte[] bytes) {
			ObjectNode form = Encoding.JSON.decode(bytes);
			String id = form.remove("id").stringValue();
			return Form.content(id, Ids.kindOf(id), form, (other) -> other);
		}

	};

	private final IdIndex ids = new IdIndex();

	private final StagedList<Content> contents;

	private final List<Line> lines;

	/** The place of the line of each element. */
	private int[] lineOf = new int[16];

	/**
	 * Creates an empty list.
	 * @param lines all lines of the file
	 */
	StatedElements(Staging staging, List<Line> lines) {
		this.contents = staging.list(FORM);
		this.lines = lines;
	}

	/** A few elements, without their lines. */
	static StatedElements of(Iterable<Content> contents) {
		StatedElements elements = new StatedElements(Staging.inMemory(), List.of());
		contents.forEach((content) -> elements.add(content, -1));
		return elements;
	}

	/**
	 * Adds an element that no line has stated before.
	 * @param line the place of its line
	 */
	void add(Content content, int line) {
		int place = this.ids.add(content.id());
		if (place != this.contents.size()) {
			throw new IllegalArgumentException("Stated twice: " + content.id());
		}
		if (place == this.lineOf.length) {
			this.lineOf = Arrays.copyOf(this.lineOf, place + place / 2);
		}
		this.lineOf[place] = line;
		this.contents.add(content);
	}

	@Override
	public Content get(int place) {
		return this.contents.get(place);
	}

	@Override
	public int size() {
		return this.contents.size();
	}

	/** Whether all of them are in memory. */
	boolean areHeld() {
		return this.contents.isHeld();
	}

	/** The place of an element; -1 if the file does not state it. */
	int place(String id) {
		return this.ids.place(id);
	}

	String id(int place) {
		return this.ids.id(place);
	}

	Kind kind(int place) {
		return this.ids.kind(place);
	}

	/** The ids of all. */
	Set<String> ids() {
		return this.ids.ids();
	}

	/** The line of an element that it states. */
	Line line(int place) {
		return this.lines.get(this.lineOf[place]);
	}

	/** The lines of all, by the ids of the elements. */
	Map<String, Line> lines() {
		return new AbstractMap<>() {

			@Override
			public @Nullable Line get(Object id) {
				int place = (id instanceof String text) ? place(text) : -1;
				return (place >= 0) ? line(place) : null;
			}

			@Override
			public boolean containsKey(Object id) {
				return id instanceof String text && place(text) >= 0;
			}

			@Override
			public Set<String> keySet() {
				return ids();
			}

			@Override
			public Set<Map.Entry<String, Line>> entrySet() {
				return new AbstractSet<>() {

					@Override
					public Iterator<Map.Entry<String, Line>> iterator() {
						Iterator<String> ids = ids().iterator();
						return new Iterator<>() {

							private int place;

							@Override
							public boolean hasNext() {
								return ids.hasNext();
							}

							@Override
							public Map.Entry<String, Line> next() {
								return Map.entry(ids.next(), line(this.place++));
							}

						};
					}

					@Override
					public int size() {
						return StatedElements.this.size();
					}

				};
			}

		};
	}

}

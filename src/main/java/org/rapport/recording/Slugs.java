package org.rapport.recording;

import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import com.ibm.icu.text.Transliterator;
import org.jspecify.annotations.Nullable;

/** Makes slugs from names in any script. */
public final class Slugs {

	private static final int WORDS = 60;

	/**
	 * Records with one title are common in large files. With 10 letters, two of a million
	 * get the same ending once in 2,000 such files; with 6, some of 50,000 would.
	 */
	private static final int TAIL = 10;

	private static final Transliterator LATIN = Transliterator.getInstance("Any-Latin; Latin-ASCII");

	private Slugs() {
	}

	/** The properties of a record. */
	@FunctionalInterface
	public interface Properties {

		/** The value of a property, or null if the record does not have it. */
		@Nullable Object get(String property);

	}

	/**
	 * The slug of a record that is given none: the words of its name, and the end of its
	 * id. Every such slug has that end. If only taken slugs got one, the end would reveal
	 * that another record has the name.
	 * @param properties the properties of the record: its name, title or summary
	 */
	public static String of(String id, Properties properties) {
		String name = Stream.of("name", "title", "summary")
			.map(properties::get)
			.filter(Objects::nonNull)
			.map(Object::toString)
			.findFirst()
			.orElse("");
		String words = of(name, WORDS);
		String tail = id.substring(id.length() - TAIL);
		return words.isEmpty() ? tail : words + "-" + tail;
	}

	/**
	 * The words of a name in lower-case Latin letters, joined by hyphens. May be empty.
	 */
	static String of(String name, int longest) {
		String latin;
		synchronized (LATIN) {
			latin = LATIN.transliterate(name);
		}
		String words = latin.toLowerCase(Locale.ROOT)
			.replaceAll("['\u2019`\u02bf\u02be]", "")
			.replaceAll("[^a-z0-9]+", "-");
		String cut = (words.length() > longest) ? words.substring(0, longest) : words;
		return cut.replaceAll("^-+|-+$", "");
	}

}

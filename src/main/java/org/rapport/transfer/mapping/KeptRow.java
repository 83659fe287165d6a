package org.rapport.transfer.mapping;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Hiding;
import org.rapport.kernel.Kind;
import org.rapport.transfer.RowPlace;

/**
 * A row as it is in its file, to be kept beside the elements that it makes.
 *
 * @param key what tells it from all other rows of the data set
 * @param place where it is
 * @param sheet the sheet that the mapping names, or null
 * @param columns the columns that the mapping names and that have a text, in the order of
 * the file
 * @param texts the texts of these columns, unchanged
 * @param hiding from whom the mapping hides the row, whatever it makes
 * @param tells the kind of each element that the row makes, by key
 * @param citedPlaces the places that the citations of these elements name
 */
public record KeptRow(String key, RowPlace place, @Nullable String sheet, List<String> columns, List<String> texts,
		Hiding hiding, Map<String, Kind> tells, Set<CitedPlace> citedPlaces) {

	public KeptRow {
		columns = List.copyOf(columns);
		texts = List.copyOf(texts);
		tells = Map.copyOf(tells);
		citedPlaces = Set.copyOf(citedPlaces);
	}

	/** How many characters are in its texts. */
	long characters() {
		return this.texts.stream().mapToLong(String::length).sum();
	}

	/**
	 * A place in a document.
	 *
	 * @param document the key of the document
	 * @param locator the place in it
	 */
	public record CitedPlace(String document, String locator) {
	}

}

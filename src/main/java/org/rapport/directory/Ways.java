package org.rapport.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.rapport.directory.ActingGraph.Acting;
import org.rapport.directory.ActingGraph.ActorPart;
import org.rapport.directory.ActingGraph.Held;
import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Days;

/**
 * Makes the parameter of statements that list what actors did through others. An entry is
 * one way from an actor to a part or a post: its {@code id}, bounds for the earliest and
 * the latest day that the event can have had, and {@code itself}, which is true if only
 * the own presence of the part counts. {@link ActingCypher#on} compares the bounds.
 */
public final class Ways {

	/** Matches nothing, because no actor has the empty id. */
	private static final Map<String, Object> NONE = entry("", Days.ALL, Days.ALL, true);

	private Ways() {
	}

	/**
	 * A way for each part. It counts for the events that can have had one of its days.
	 */
	public static List<Map<String, Object>> through(List<ActorPart> parts) {
		List<Map<String, Object>> ways = new ArrayList<>();
		parts.forEach((part) -> ways.add(entry(part.partId(), new Days(ApproximateDate.UNDATED, part.days().last()),
				new Days(part.days().first(), Days.ALL.last()), false)));
		return ways.isEmpty() ? List.of(NONE) : List.copyOf(ways);
	}

	/**
	 * A way for each part, and one for each post that a person held. A post counts for
	 * the events that it took part in itself, if the person certainly held it on each day
	 * that the event can have had.
	 */
	public static List<Map<String, Object>> throughPartsAndPosts(Acting acting) {
		List<Map<String, Object>> ways = new ArrayList<>(through(acting.parts()));
		for (Held held : acting.held()) {
			ways.add(entry(held.postId(), new Days(held.days().first(), Days.ALL.last()),
					new Days(Days.ALL.first(), held.days().last()), true));
		}
		return List.copyOf(ways);
	}

	private static Map<String, Object> entry(String id, Days earliest, Days latest, boolean itself) {
		return Map.of("id", id, "earliestFrom", earliest.first(), "earliestTo", earliest.last(), "latestFrom",
				latest.first(), "latestTo", latest.last(), "itself", itself);
	}

}

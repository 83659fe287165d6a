package org.rapport.store;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.TreeSet;

import org.rapport.kernel.Content;
import org.rapport.kernel.Hiding;
import org.rapport.kernel.Visibility;

/**
 * An element as stored in the graph, read without a lens.
 *
 * @param content its content
 * @param version the number of its current version
 * @param recordedAt when the current version was recorded
 * @param recordedBy who recorded the current version
 * @param retracted whether it is retracted
 * @param level the highest visibility of the element and of everything it depends on, 0
 * to 3; 4 if it misses a required end
 * @param circles the circles of the element and of everything it depends on
 * @param withheld whether no lens shows it, because it, or something it depends on, is
 * retracted
 */
public record Stored(Content content, long version, OffsetDateTime recordedAt, String recordedBy, boolean retracted,
		long level, List<String> circles, boolean withheld) {

	/** How hidden it is, together with everything it depends on. */
	public Hiding hiding() {
		return new Hiding(this.level, new TreeSet<>(this.circles));
	}

	/** Whether any lens shows it. */
	public boolean isShown() {
		return !this.retracted && !this.withheld && this.level < Visibility.values().length;
	}

}

package org.rapport.graph;

import java.time.OffsetDateTime;
import java.util.List;

import org.rapport.kernel.Content;

/**
 * An element as it stands in the graph, whatever lens there is.
 *
 * @param content what it says
 * @param version the number of its present version
 * @param recordedAt when that was recorded
 * @param recordedBy by whom
 * @param retracted whether it was retracted
 * @param level the visibility that it has by itself and by all that it needs, 0 to 3; 4
 * if it lacks something
 * @param circles the circles that it is in by itself and by all that it needs
 */
public record Stored(Content content, long version, OffsetDateTime recordedAt, String recordedBy, boolean retracted,
		long level, List<String> circles) {
}

package org.rapport.transfer;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Visibility;

/**
 * What somebody wants to load.
 *
 * @param files the files, and folders of files
 * @param mapping the file of the mapping, or the name of one that comes with Rapport;
 * null for one file in the interchange format
 * @param visibility the visibility of everything for which the mapping says nothing else;
 * null for that of the mapping
 * @param circle the circle of everything, or null for that of the mapping
 * @param mostRefused the part of the rows that may have errors, 0 to 1. If more have,
 * nothing is written
 * @param acceptedRetractions how many retractions somebody has accepted, beyond those
 * that a load may always do
 * @param dryRun whether to write nothing, and only tell what a load would do
 */
public record ImportRequest(List<Path> files, @Nullable String mapping, @Nullable Visibility visibility,
		@Nullable String circle, double mostRefused, long acceptedRetractions, boolean dryRun) {

	/** The part of the rows that may have errors if nobody says otherwise. */
	public static final double MOST_REFUSED = 0.01;

	public ImportRequest {
		files = List.copyOf(files);
	}

	/** Creates a request with no retractions accepted. */
	public ImportRequest(List<Path> files, @Nullable String mapping, @Nullable Visibility visibility,
			@Nullable String circle, double mostRefused, boolean dryRun) {
		this(files, mapping, visibility, circle, mostRefused, 0, dryRun);
	}

}

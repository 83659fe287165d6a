package org.rapport.transfer.job;

import java.time.OffsetDateTime;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Visibility;

/**
 * An import that somebody has asked for: what to load, and how far it is.
 *
 * @param id its id
 * @param owner the name of the viewer who asked for it. Nobody else may read it
 * @param order what to load
 * @param state how far it is
 * @param requestedAt when it was asked for
 * @param startedAt when it began, for the first time if a restart interrupted it; null if
 * it has not
 * @param endedAt when it ended; null if it has not
 * @param attempts how often it began
 * @param cancelled whether somebody cancelled it. It may still run for a moment
 * @param progress how much is read and written
 * @param message why it did not do what it should, or why the load after a dry run would
 * not; null otherwise
 * @param notes the first notes about rows, errors first
 * @param noteCount the number of all notes
 * @param result what came of it; null unless it is done
 * @param withoutTexts whether its texts about rows were removed
 */
record ImportJob(String id, String owner, ImportOrder order, ImportState state, OffsetDateTime requestedAt,
		@Nullable OffsetDateTime startedAt, @Nullable OffsetDateTime endedAt, int attempts, boolean cancelled,
		JobProgress progress, @Nullable String message, List<ImportNote> notes, int noteCount,
		@Nullable ImportResult result, boolean withoutTexts) {

	/** What stands in the place of a text that may tell of something erased. */
	static final String REMOVED = "The text was removed, because something was erased";

	ImportJob {
		notes = List.copyOf(notes);
	}

	/**
	 * What to load.
	 *
	 * @param files the uploaded files
	 * @param mapping the name of a mapping that comes with Rapport; null for a mapping of
	 * its own, or for none
	 * @param ownMapping whether the folder of the job has a mapping
	 * @param visibility the visibility of everything for which the mapping says nothing;
	 * null for that of the mapping
	 * @param circle the circle of everything; null for that of the mapping
	 * @param mostRefused the part of the rows that may have errors, 0 to 1
	 * @param acceptedRetractions how many retractions somebody has accepted
	 * @param dryRun whether to write nothing
	 */
	record ImportOrder(List<Upload> files, @Nullable String mapping, boolean ownMapping,
			@Nullable Visibility visibility, @Nullable String circle, double mostRefused, long acceptedRetractions,
			boolean dryRun) {

		ImportOrder {
			files = List.copyOf(files);
		}

	}

	/**
	 * How much is read and written.
	 *
	 * @param rowsRead the rows that were read
	 * @param written the elements that were written
	 * @param toWrite the elements to write, all together; 0 until it is known
	 */
	record JobProgress(long rowsRead, long written, long toWrite) {

		static final JobProgress NONE = new JobProgress(0, 0, 0);

	}

	/** A new job. */
	static ImportJob requested(String id, String owner, ImportOrder order, OffsetDateTime now) {
		return new ImportJob(id, owner, order, ImportState.WAITING, now, null, null, 0, false, JobProgress.NONE, null,
				List.of(), 0, null, false);
	}

	/** The job as it begins, perhaps again. */
	ImportJob begun(OffsetDateTime now) {
		return new ImportJob(this.id, this.owner, this.order, ImportState.RUNNING, this.requestedAt,
				(this.startedAt != null) ? this.startedAt : now, null, this.attempts + 1, this.cancelled,
				JobProgress.NONE, null, List.of(), 0, null, false);
	}

	/** The job after somebody cancelled it, before it stops. */
	ImportJob cancelling() {
		return new ImportJob(this.id, this.owner, this.order, this.state, this.requestedAt, this.startedAt,
				this.endedAt, this.attempts, true, this.progress, this.message, this.notes, this.noteCount, this.result,
				this.withoutTexts);
	}

	/** The job while it runs. */
	ImportJob at(JobProgress progress, List<ImportNote> notes, int noteCount) {
		return new ImportJob(this.id, this.owner, this.order, this.state, this.requestedAt, this.startedAt,
				this.endedAt, this.attempts, this.cancelled, progress, this.message, notes, noteCount, this.result,
				this.withoutTexts);
	}

	/** The job as it ended. */
	ImportJob ended(ImportState state, OffsetDateTime now, @Nullable String message, @Nullable ImportResult result) {
		return new ImportJob(this.id, this.owner, this.order, state, this.requestedAt, this.startedAt, now,
				this.attempts, this.cancelled, this.progress, message, this.notes, this.noteCount, result,
				this.withoutTexts);
	}

	/** The job without texts that may quote cells. Kinds and places of the notes stay. */
	ImportJob forgetting() {
		return new ImportJob(this.id, this.owner, this.order, this.state, this.requestedAt, this.startedAt,
				this.endedAt, this.attempts, this.cancelled, this.progress, (this.message != null) ? REMOVED : null,
				this.notes.stream().map((note) -> note.saying(REMOVED)).toList(), this.noteCount, this.result, true);
	}

}

package org.rapport.transfer.job;

import java.util.ArrayList;
import java.util.List;

import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;
import org.rapport.transfer.LoadProgress;
import org.rapport.transfer.RowNote;
import org.rapport.transfer.RowReport;
import org.rapport.transfer.job.ImportJob.JobProgress;

/**
 * One run of a job. It takes what the load tells, and ends the load if somebody cancels
 * the job or the server stops.
 */
final class JobRun implements LoadProgress {

	/** The most notes that are shown. The report has all. */
	static final int SHOWN = 100;

	private final RowReport report;

	private final List<ImportNote> errors = new ArrayList<>();

	private final List<ImportNote> others = new ArrayList<>();

	private int noteCount;

	private JobProgress progress = JobProgress.NONE;

	private volatile boolean ending;

	JobRun(RowReport report) {
		this.report = report;
	}

	/** Thrown inside a load to end it. */
	private static final class Ended extends RapportException {

		Ended() {
			super(ErrorCode.UNAVAILABLE, "it was cancelled, or the server stopped");
		}

	}

	/** Ends the load before its next batch. */
	void end() {
		this.ending = true;
	}

	void note(RowNote note) {
		this.report.add(note);
		synchronized (this) {
			this.noteCount++;
			List<ImportNote> list = (note.about() == RowNote.About.REFUSED) ? this.errors : this.others;
			if (list.size() < SHOWN) {
				list.add(ImportNote.of(note));
			}
		}
	}

	@Override
	public void read(long rows) {
		synchronized (this) {
			this.progress = new JobProgress(rows, 0, 0);
		}
		goOn();
	}

	@Override
	public void wrote(long elements, long all) {
		synchronized (this) {
			this.progress = new JobProgress(this.progress.rowsRead(), elements, all);
		}
		if (elements < all) {
			goOn();
		}
	}

	private void goOn() {
		if (this.ending) {
			throw new Ended();
		}
	}

	/** The job as far as it is. */
	synchronized ImportJob on(ImportJob job) {
		List<ImportNote> shown = new ArrayList<>(this.errors);
		shown.addAll(this.others.subList(0, Math.min(this.others.size(), SHOWN - shown.size())));
		return job.at(this.progress, shown, this.noteCount);
	}

}

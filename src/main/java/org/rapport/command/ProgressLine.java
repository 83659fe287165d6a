package org.rapport.command;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

import org.rapport.transfer.LoadProgress;

/** Shows on the console how far a load is, how fast, and how long it will still take. */
final class ProgressLine implements LoadProgress, AutoCloseable {

	private static final int WIDTH = 100;

	/** Without a terminal, each state is a line of its own in a log. */
	private static final int MILLIS_IN_A_LOG = 10_000;

	private static final int MILLIS = 500;

	private @Nullable ProgressBar reading;

	private @Nullable ProgressBar writing;

	@Override
	public void read(long rows) {
		if (this.reading == null) {
			this.reading = bar("Reading", " rows", -1);
		}
		this.reading.stepTo(rows);
	}

	@Override
	public void wrote(long elements, long all) {
		if (this.reading != null) {
			this.reading.close();
			this.reading = null;
		}
		if (this.writing == null) {
			this.writing = bar("Writing", " elements", all);
		}
		this.writing.stepTo(elements);
	}

	private static ProgressBar bar(String task, String unit, long all) {
		return new ProgressBarBuilder().setTaskName(task)
			.setUnit(unit, 1)
			.setInitialMax(all)
			.setStyle(ProgressBarStyle.ASCII)
			.setUpdateIntervalMillis((System.console() != null) ? MILLIS : MILLIS_IN_A_LOG)
			.setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
			.showSpeed()
			.build();
	}

	@Override
	public void close() {
		if (this.reading != null) {
			this.reading.close();
			this.reading = null;
		}
		if (this.writing != null) {
			this.writing.close();
			this.writing = null;
		}
	}

}

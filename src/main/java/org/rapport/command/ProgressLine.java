package org.rapport.command;

import java.io.Console;
import java.io.PrintStream;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

import org.rapport.transfer.LoadProgress;

/**
 * Shows on the terminal how far a load is, how fast, and how long it will still take.
 * Without a terminal, for example in a pipe, it shows nothing.
 */
final class ProgressLine implements LoadProgress, AutoCloseable {

	private static final int WIDTH = 100;

	private static final int MILLIS = 500;

	private final @Nullable PrintStream terminal;

	private @Nullable ProgressBar reading;

	private @Nullable ProgressBar writing;

	/**
	 * Creates a progress line.
	 * @param terminal the stream of a terminal; null if there is none
	 */
	ProgressLine(@Nullable PrintStream terminal) {
		this.terminal = terminal;
	}

	/** A progress line that is shown if somebody looks at it. */
	static ProgressLine onTerminal() {
		return new ProgressLine(isTerminal(System.console()) ? System.err : null);
	}

	/**
	 * From Java 22 on there is a console without a terminal, too. Call its method
	 * directly when Java 22 is the oldest version that Rapport runs on.
	 */
	private static boolean isTerminal(@Nullable Console console) {
		if (console == null) {
			return false;
		}
		try {
			return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
		}
		catch (ReflectiveOperationException ex) {
			return true;
		}
	}

	@Override
	public void read(long rows) {
		if (this.terminal == null) {
			return;
		}
		if (this.reading == null) {
			this.reading = bar("Reading", " rows", -1, this.terminal);
		}
		this.reading.stepTo(rows);
	}

	@Override
	public void wrote(long elements, long all) {
		if (this.terminal == null) {
			return;
		}
		if (this.reading != null) {
			this.reading.close();
			this.reading = null;
		}
		if (this.writing == null) {
			this.writing = bar("Writing", " elements", all, this.terminal);
		}
		this.writing.stepTo(elements);
	}

	private static ProgressBar bar(String task, String unit, long all, PrintStream terminal) {
		return new ProgressBarBuilder().setTaskName(task)
			.setUnit(unit, 1)
			.setInitialMax(all)
			.setStyle(ProgressBarStyle.ASCII)
			.setUpdateIntervalMillis(MILLIS)
			.setConsumer(new ConsoleProgressBarConsumer(terminal, WIDTH))
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

package org.rapport.transfer;

import java.util.List;
import java.util.stream.Collectors;

import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;

/** Thrown if an interchange file has errors. Nothing of the file was written. */
public class BadInterchange extends RapportException {

	private static final int SHOWN = 10;

	private final transient List<Problem> problems;

	private final int count;

	BadInterchange(List<Problem> problems, int count) {
		super(ErrorCode.BAD_INTERCHANGE, message(problems, count));
		this.problems = List.copyOf(problems);
		this.count = count;
	}

	private static String message(List<Problem> problems, int count) {
		String listed = problems.stream().limit(SHOWN).map(Problem::toString).collect(Collectors.joining("\n  "));
		String rest = (count > SHOWN) ? "%n  and %d more".formatted(count - SHOWN) : "";
		return "The interchange file has %d problem%s:%n  %s%s".formatted(count, (count == 1) ? "" : "s", listed, rest);
	}

	/** The first hundred problems, sorted by line. */
	public List<Problem> problems() {
		return this.problems;
	}

	/** The number of all problems. */
	public int count() {
		return this.count;
	}

}

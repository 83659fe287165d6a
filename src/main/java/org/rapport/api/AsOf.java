package org.rapport.api;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.BadDate;
import org.rapport.kernel.Certainty;
import org.rapport.kernel.CleanLine;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Quote;
import org.rapport.kernel.RapportException;

/**
 * The day that an operation asks for, and how it compares approximate dates.
 *
 * @param date the day
 * @param certainty how approximate dates are compared
 */
public record AsOf(LocalDate date, Certainty certainty) {

	/** The request header with the day. */
	public static final String HEADER = "Rapport-As-Of";

	private static final Pattern FORM = Pattern
		.compile("(?<date>\\d{4}-\\d{2}-\\d{2})(?:\\s*;\\s*certainty=(?<certainty>possible|certain))?");

	/**
	 * The day that the header of a request names; null if it was not sent.
	 * @param values the values of the header
	 * @throws RapportException with the code BAD_DATE if it has another form, or is sent
	 * more than once
	 */
	public static @Nullable AsOf ofHeader(List<String> values) {
		if (values.size() > 1) {
			throw new RapportException(ErrorCode.BAD_DATE,
					"The header " + HEADER + " is sent more than once; send it once");
		}
		return values.isEmpty() ? null : parse(values.get(0));
	}

	/**
	 * Reads a day and a certainty from plain texts.
	 * @param certainty the name of a certainty; null for POSSIBLE
	 * @throws RapportException with the code BAD_DATE if one of them has another form
	 */
	public static AsOf of(String day, @Nullable String certainty) {
		for (Certainty each : Certainty.values()) {
			if (certainty == null || each.name().equalsIgnoreCase(certainty)) {
				return new AsOf(Scalars.day(day), each);
			}
		}
		throw new RapportException(ErrorCode.BAD_DATE,
				"\"certainty\" is \"" + Quote.visibly(String.valueOf(certainty)) + "\"; write POSSIBLE or CERTAIN");
	}

	/** The lens with this day. */
	public Lens applied(Lens lens) {
		return lens.asOf(this.date, this.certainty);
	}

	/**
	 * Parses the value of the header: {@code 2024-01-01} or
	 * {@code 2024-01-01; certainty=certain}.
	 * @throws RapportException with the code BAD_DATE if it has another form
	 */
	static AsOf parse(String header) {
		Matcher parts = FORM.matcher(CleanLine.of(header).strip().toLowerCase(Locale.ROOT));
		if (!parts.matches()) {
			throw bad(header);
		}
		try {
			String certainty = parts.group("certainty");
			return new AsOf(Scalars.day(parts.group("date")),
					(certainty != null) ? Certainty.valueOf(certainty.toUpperCase(Locale.ROOT)) : Certainty.POSSIBLE);
		}
		catch (BadDate ex) {
			throw bad(header);
		}
	}

	private static RapportException bad(String header) {
		return new RapportException(ErrorCode.BAD_DATE, "The header " + HEADER + " is \"" + Quote.visibly(header)
				+ "\"; write it as 2024-01-01 or as 2024-01-01; certainty=certain");
	}

}

package org.rapport.api;

import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.rapport.kernel.BadDate;
import org.rapport.kernel.Certainty;
import org.rapport.kernel.CleanLine;
import org.rapport.kernel.ErrorCode;
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

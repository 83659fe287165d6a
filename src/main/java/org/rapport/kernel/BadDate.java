package org.rapport.kernel;

/** A text that is no date in the supported part of EDTF. */
public class BadDate extends RapportException {

	public BadDate(String text, String why) {
		super(ErrorCode.BAD_DATE, "\"" + Quote.of(text) + "\" is not a date: " + why);
	}

}

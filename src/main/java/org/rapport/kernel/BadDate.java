package org.rapport.kernel;

/** Thrown for a text that is not a date in the supported part of EDTF. */
public class BadDate extends RapportException {

	public BadDate(String text, String why) {
		super(ErrorCode.BAD_DATE, "\"" + Quote.visibly(text) + "\" is not a date: " + why);
	}

}

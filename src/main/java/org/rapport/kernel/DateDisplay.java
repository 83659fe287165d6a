package org.rapport.kernel;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import com.ibm.icu.text.ConstrainedFieldPosition;
import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.DateIntervalFormat;
import com.ibm.icu.text.DateIntervalFormat.FormattedDateInterval;
import com.ibm.icu.text.DateIntervalInfo;
import com.ibm.icu.text.ListFormatter;
import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.GregorianCalendar;
import com.ibm.icu.util.IllformedLocaleException;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import org.jspecify.annotations.Nullable;

/**
 * Writes dates as people read them, in the language of the reader. ICU writes days,
 * months, years and their intervals. The words around them are in
 * {@code i18n/Dates_*.properties}.
 */
public final class DateDisplay {

	/** RFC 5646 advises to allow as many characters. */
	private static final int LONGEST_TAG = 35;

	private static final Set<String> LANGUAGES = Set.of("en", "fr", "de", "ar", "he");

	/** Digits that a reader can ask for, for example with {@code ar-u-nu-latn}. */
	private static final Set<String> DIGITS = Set.of("latn", "arab");

	private static final Set<ULocale> REGIONS = Set.of(ULocale.getAvailableLocales());

	private static final String DAYS = "yMMMMd";

	private static final String OPEN = "..";

	private static final String UNKNOWN_YEAR = "XXXX";

	private static final String UNKNOWN = "unknown";

	private static final String PERHAPS = "perhaps";

	private static final String SINCE = "since";

	private static final String UNTIL = "until";

	private static final String BETWEEN = "between";

	private static final Pattern DASH = Pattern.compile("\\h*–\\h*");

	/**
	 * How ICU separates ends in some languages. Clients search and compare the text, so
	 * it gets spaces that people can type.
	 */
	private static final String THIN_DASH = "\u2009–\u2009";

	private static final String SPACED_DASH = " – ";

	/**
	 * Kept, because making the formats takes longer than using them. Regions and digits
	 * are limited, so there are a few hundred at most.
	 */
	private static final Map<ULocale, DateDisplay> DISPLAYS = new ConcurrentHashMap<>();

	private final ULocale locale;

	private final Map<String, MessageFormat> phrases = new HashMap<>();

	private final @Nullable String firstDay;

	/** How ICU writes dates of these precisions, and intervals of them. */
	private final Map<DatePrecision, DateIntervalFormat> formats;

	private final MessageFormat interval;

	private final ListFormatter alternatives;

	private final NumberFormat plainNumber;

	private final NumberFormat roman = NumberFormat.getInstance(new ULocale("en@numbers=roman"));

	private DateDisplay(ULocale locale) {
		this.locale = locale.setKeywordValue("calendar", "gregorian");
		Map<String, String> texts = new HashMap<>();
		ResourceBundle bundle = ResourceBundle.getBundle("i18n.Dates", Locale.forLanguageTag(locale.getLanguage()));
		bundle.keySet().forEach((key) -> texts.put(key, bundle.getString(key)));
		this.firstDay = texts.remove("first-day");
		DateIntervalInfo days = intervalsOfDays(texts.remove("interval.day"), texts.remove("interval.month"),
				texts.remove("interval.year"));
		this.formats = Map.of(DatePrecision.DAY,
				(days != null) ? DateIntervalFormat.getInstance(DAYS, this.locale, days)
						: DateIntervalFormat.getInstance(DAYS, this.locale),
				DatePrecision.MONTH, DateIntervalFormat.getInstance("yMMMM", this.locale), DatePrecision.YEAR,
				DateIntervalFormat.getInstance("y", this.locale));
		this.formats.values().forEach((format) -> format.setTimeZone(TimeZone.GMT_ZONE));
		this.interval = new MessageFormat(new DateIntervalInfo(this.locale).getFallbackIntervalPattern(), this.locale);
		this.alternatives = ListFormatter.getInstance(this.locale, ListFormatter.Type.OR, ListFormatter.Width.WIDE);
		this.plainNumber = NumberFormat.getIntegerInstance(this.locale);
		this.plainNumber.setGroupingUsed(false);
		texts.forEach((key, text) -> this.phrases.put(key, new MessageFormat(text, this.locale)));
	}

	private @Nullable DateIntervalInfo intervalsOfDays(@Nullable String day, @Nullable String month,
			@Nullable String year) {
		if (day == null || month == null || year == null) {
			return null;
		}
		DateIntervalInfo info = new DateIntervalInfo(this.locale).cloneAsThawed();
		info.setIntervalPattern(DAYS, Calendar.DATE, day);
		info.setIntervalPattern(DAYS, Calendar.MONTH, month);
		info.setIntervalPattern(DAYS, Calendar.YEAR, year);
		return info;
	}

	/**
	 * The display for a language tag of BCP 47, for example {@code de-AT}. Languages that
	 * Rapport has no phrases for get English.
	 * @throws RapportException with the code BAD_LOCALE if the text is not a language tag
	 */
	public static DateDisplay in(String tag) {
		if (tag.length() > LONGEST_TAG) {
			throw new RapportException(ErrorCode.BAD_LOCALE,
					"\"locale\" has " + tag.length() + " characters; at most " + LONGEST_TAG + " are allowed");
		}
		try {
			return DISPLAYS.computeIfAbsent(known(new ULocale.Builder().setLanguageTag(tag).build()), DateDisplay::new);
		}
		catch (IllformedLocaleException ex) {
			throw new RapportException(ErrorCode.BAD_LOCALE,
					"\"locale\" is \"" + Quote.of(tag) + "\"; give a language tag, such as de or de-AT");
		}
	}

	/** The locale with only those of its parts that change how dates read. */
	private static ULocale known(ULocale asked) {
		String language = ULocale.createCanonical(asked.getLanguage()).getLanguage();
		if (!LANGUAGES.contains(language)) {
			return ULocale.UK;
		}
		ULocale locale = new ULocale(language, asked.getCountry());
		if (asked.getCountry().isEmpty() || !REGIONS.contains(locale)) {
			// ICU writes English without a region as in the United States, with the month
			// before the day.
			locale = language.equals("en") ? ULocale.UK : new ULocale(language);
		}
		String digits = asked.getKeywordValue("numbers");
		return (digits != null && DIGITS.contains(digits)) ? locale.setKeywordValue("numbers", digits) : locale;
	}

	/**
	 * The date in words. One thread at a time, because the formats of ICU change while
	 * they write.
	 */
	public synchronized String of(ApproximateDate date) {
		String text = date.text();
		if (text.startsWith("[")) {
			return oneOf(text.substring(1, text.length() - 1).split(","));
		}
		String[] ends = text.split("/");
		return (text.indexOf('/') < 0) ? alone(date) : interval(ends[0], (ends.length > 1) ? ends[1] : "");
	}

	private String interval(String first, String last) {
		ApproximateDate start = end(first);
		ApproximateDate end = end(last);
		if (end == null) {
			return (start != null) ? withOneEnd(last.equals(OPEN) ? SINCE : "since-end-unknown", SINCE, start)
					: phrase(UNKNOWN, Map.of());
		}
		if (start == null) {
			return withOneEnd(first.equals(OPEN) ? UNTIL : "until-start-unknown", UNTIL, end);
		}
		if (start.text().equals(end.text())) {
			return alone(start);
		}
		if (start.approximate() == end.approximate() && start.uncertain() == end.uncertain()) {
			return perhaps(start,
					about(start, isOneRange(start, end) ? range(start, end) : dashed(label(start), label(end))));
		}
		// "about 2013 – 2015" would leave open whether both ends are approximate.
		return dashed(marked(start), marked(end));
	}

	private String dashed(String start, String end) {
		return this.interval.format(new Object[] { start, end }).replace(THIN_DASH, SPACED_DASH);
	}

	/** One end of an interval with the marks that the other end does not have. */
	private String marked(ApproximateDate date) {
		String label = label(date);
		if (!date.approximate() && !date.uncertain()) {
			return label;
		}
		return phrase(!date.uncertain() ? "end-approximate" : date.approximate() ? "end-both" : "end-uncertain",
				Map.of("date", label));
	}

	private String oneOf(String[] members) {
		Set<String> texts = new LinkedHashSet<>();
		boolean hasSpan = false;
		for (String member : members) {
			int dots = member.indexOf(OPEN);
			hasSpan |= dots >= 0;
			texts.add((dots < 0) ? alone(ApproximateDate.parse(member.strip())) : span(
					end(member.substring(0, dots).strip()), end(member.substring(dots + OPEN.length()).strip())));
		}
		if (!hasSpan) {
			return this.alternatives.format(texts);
		}
		// A comma before each "or", because "between 2020 and 2022 or 2024" has two
		// meanings.
		return texts.stream().reduce((one, other) -> phrase("or", Map.of("start", one, "end", other))).orElseThrow();
	}

	private String span(@Nullable ApproximateDate start, @Nullable ApproximateDate end) {
		if (end == null) {
			return (start != null) ? withOneEnd("later", "later", start) : phrase(UNKNOWN, Map.of());
		}
		if (start == null) {
			return withOneEnd("earlier", "earlier", end);
		}
		if (start.text().equals(end.text())) {
			return alone(start);
		}
		boolean isOneRange = isOneRange(start, end) && !start.approximate() && !end.approximate()
				&& start.uncertain() == end.uncertain();
		// ICU leaves out of the first end what the second says again: "January" in
		// "January–April 2024".
		String[] ends = isOneRange ? DASH.split(range(start, end)) : new String[] { label(start), label(end) };
		if (ends.length == 1) {
			return alone(start);
		}
		String first = about(start, inside(BETWEEN, start, ends[0]));
		String last = about(end, inside(BETWEEN, end, ends[1]));
		boolean isUncertain = start.uncertain() && end.uncertain();
		String between = phrase(BETWEEN, Map.of("start", isUncertain ? first : perhaps(start, first), "end",
				isUncertain ? last : perhaps(end, last)));
		return isUncertain ? perhaps(start, between) : between;
	}

	/** Whether ICU can write both ends as one interval. */
	private boolean isOneRange(ApproximateDate start, ApproximateDate end) {
		return start.precision() == end.precision() && this.formats.containsKey(start.precision());
	}

	/** The date at an end; null if the end is open or unknown. */
	private static @Nullable ApproximateDate end(String text) {
		return (text.isEmpty() || text.equals(OPEN) || text.startsWith(UNKNOWN_YEAR)) ? null
				: ApproximateDate.parse(text);
	}

	private String withOneEnd(String phrase, String form, ApproximateDate date) {
		return perhaps(date, phrase(phrase, Map.of("date", about(date, inside(form, date, label(date))))));
	}

	/** One date that is no part of a longer phrase. */
	private String alone(ApproximateDate date) {
		if (date.text().startsWith(UNKNOWN_YEAR)) {
			return phrase(UNKNOWN, Map.of());
		}
		String label = label(date);
		return perhaps(date, about(date, date.uncertain() ? inside(PERHAPS, date, label) : label));
	}

	private String about(ApproximateDate date, String text) {
		return date.approximate() ? phrase("about", Map.of("date", text)) : text;
	}

	private String perhaps(ApproximateDate date, String text) {
		return date.uncertain() ? phrase(PERHAPS, Map.of("date", text)) : text;
	}

	/** The form that a date takes inside a phrase. */
	private String inside(String phrase, ApproximateDate date, String label) {
		String form = phrase + "." + date.precision().name().toLowerCase(Locale.ROOT);
		return this.phrases.containsKey(form) ? phrase(form, Map.of("date", label, "season", season(date))) : label;
	}

	/** The date without its marks. */
	private String label(ApproximateDate date) {
		int year = date.earliest().getYear();
		return switch (date.precision()) {
			case SEASON -> phrase("season", Map.of("season", season(date), "year",
					write(DatePrecision.YEAR, date.earliest(), date.earliest())));
			case DECADE -> phrase("decade", Map.of("year", this.plainNumber.format(year / 10 * 10), "decade",
					year % 100 / 10 * 10, "century", year / 100 + 1));
			case CENTURY -> ordinal("century", year / 100 + 1);
			case MILLENNIUM -> ordinal("millennium", year / 1000 + 1);
			case UNKNOWN -> phrase(UNKNOWN, Map.of());
			default -> range(date, date);
		};
	}

	/** The number of the season in EDTF; empty for other dates. */
	private static String season(ApproximateDate date) {
		return (date.precision() == DatePrecision.SEASON) ? date.text().substring(5, 7) : "";
	}

	private String ordinal(String phrase, int number) {
		return phrase(phrase, Map.of("number", number, "roman", this.roman.format(number)));
	}

	private String phrase(String key, Map<String, Object> parts) {
		MessageFormat phrase = this.phrases.get(key);
		if (phrase == null) {
			throw new IllegalStateException("No phrase " + key + " in " + this.locale);
		}
		return phrase.format(parts);
	}

	private String range(ApproximateDate start, ApproximateDate end) {
		return write(start.precision(), start.earliest(), end.earliest());
	}

	private String write(DatePrecision precision, LocalDate start, LocalDate end) {
		DateIntervalFormat format = this.formats.get(precision);
		if (format == null) {
			throw new IllegalStateException("ICU does not write dates of the precision " + precision);
		}
		FormattedDateInterval written = format.formatToValue(calendar(start), calendar(end));
		List<int[]> firstDays = new ArrayList<>();
		boolean hasLongEnd = false;
		ConstrainedFieldPosition part = new ConstrainedFieldPosition();
		while (written.nextPosition(part)) {
			String text = written.subSequence(part.getStart(), part.getLimit()).toString();
			if (part.getField() == DateIntervalFormat.SpanField.DATE_INTERVAL_SPAN) {
				hasLongEnd |= text.indexOf(' ') >= 0;
			}
			else if (part.getField() == DateFormat.Field.DAY_OF_MONTH && text.equals("1")) {
				firstDays.add(0, new int[] { part.getStart(), part.getLimit() });
			}
		}
		StringBuilder text = new StringBuilder(written);
		if (this.firstDay != null) {
			for (int[] day : firstDays) {
				text.replace(day[0], day[1], this.firstDay);
			}
		}
		return text.toString().replace(THIN_DASH, hasLongEnd ? SPACED_DASH : "–");
	}

	private Calendar calendar(LocalDate day) {
		GregorianCalendar calendar = new GregorianCalendar(TimeZone.GMT_ZONE, this.locale);
		// EDTF counts in the Gregorian calendar also before 1582.
		calendar.setGregorianChange(new Date(Long.MIN_VALUE));
		calendar.clear();
		calendar.set(day.getYear(), day.getMonthValue() - 1, day.getDayOfMonth());
		return calendar;
	}

}

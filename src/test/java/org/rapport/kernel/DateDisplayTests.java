package org.rapport.kernel;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DateDisplayTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			2024-06-15               | 15 June 2024
			2024-06-01               | 1 June 2024
			2024-06                  | June 2024
			2024-05-XX               | May 2024
			2024-21                  | spring 2024
			2024-22                  | summer 2024
			2024-23                  | autumn 2024
			2024-24                  | winter 2024
			2024                     | 2024
			199X                     | the 1990s
			200X                     | the 2000s
			201X                     | the 2010s
			19XX                     | the 20th century
			00XX                     | the 1st century
			2XXX                     | the 3rd millennium
			XXXX                     | unknown date
			2024~                    | about 2024
			2024-06?                 | perhaps June 2024
			2024-06-15?              | perhaps 15 June 2024
			2024-22?                 | perhaps summer 2024
			2024%                    | perhaps about 2024
			199X%                    | perhaps about the 1990s
			2024-06-13/2024-06-15    | 13–15 June 2024
			2024-06-01/2024-06-03    | 1–3 June 2024
			2024-01/2024-04          | January–April 2024
			2013/2015                | 2013–2015
			2024-01-08/2024-04-14    | 8 January – 14 April 2024
			2023-12-30/2024-01-01    | 30 December 2023 – 1 January 2024
			2024-01/2024-04-15       | January 2024 – 15 April 2024
			2023-22/2024-21          | summer 2023 – spring 2024
			199X/20XX                | the 1990s – the 21st century
			2024/2024                | 2024
			2013~/2015~              | about 2013–2015
			2013?/2015               | 2013 (uncertain) – 2015
			2013~/2015%              | 2013 (approximate) – 2015 (approximate, uncertain)
			2024-07/..               | since July 2024
			2024-07-15/..            | since 15 July 2024
			2024-22/..               | since summer 2024
			2013~/..                 | since about 2013
			2013?/..                 | perhaps since 2013
			199X/..                  | since the 1990s
			19XX~/..                 | since about the 20th century
			../2024-07               | until July 2024
			../2024-07-15            | until 15 July 2024
			../2024-21               | until spring 2024
			../2024                  | until 2024
			../199X~                 | until about the 1990s
			../19XX                  | until the 20th century
			2013/                    | from 2013, end unknown
			2013-07-15/              | from 15 July 2013, end unknown
			/2013                    | until 2013, start unknown
			/2013-07-01              | until 1 July 2013, start unknown
			XXXX/2013                | until 2013, start unknown
			XXXX/..                  | unknown date
			[2024-01..2024-04]       | between January and April 2024
			[2024-01-08..2024-01-14] | between 8 and 14 January 2024
			[2024-01-28..2024-02-03] | between 28 January and 3 February 2024
			[2013..2015]             | between 2013 and 2015
			[2013-12..2014-01]       | between December 2013 and January 2014
			[2024-01..2024-04-15]    | between January 2024 and 15 April 2024
			[2024-06-15..2024-06-15] | 15 June 2024
			[2024-05..2024-05-XX]    | May 2024
			[2013~..2015?]           | between about 2013 and perhaps 2015
			[2013?..2015?]           | perhaps between 2013 and 2015
			[2023-22..2024-21]       | between summer 2023 and spring 2024
			[199X..20XX]             | between the 1990s and the 21st century
			[2024-07..]              | July 2024 or later
			[..2024-07-15]           | 15 July 2024 or earlier
			[..2024-07?]             | perhaps July 2024 or earlier
			[2020~..]                | about 2020 or later
			[XXXX..2013]             | 2013 or earlier
			[XXXX..]                 | unknown date
			[2020,2022]              | 2020 or 2022
			[2020,2022~,2024-05]     | 2020, about 2022 or May 2024
			[2020,2022..2023,2025..] | 2020, or between 2022 and 2023, or 2025 or later
			[..2019,2021]            | 2019 or earlier, or 2021
			[2024]                   | 2024
			""")
	void readsAsEnglish(String edtf, String text) {
		assertThat(display("en", edtf)).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			2024-06-15               | 15. Juni 2024
			2024-06-01               | 1. Juni 2024
			2024-06                  | Juni 2024
			2024-05-XX               | Mai 2024
			2024-21                  | Frühling 2024
			2024-22                  | Sommer 2024
			2024-23                  | Herbst 2024
			2024-24                  | Winter 2024
			2024                     | 2024
			199X                     | 1990er-Jahre
			200X                     | 2000er-Jahre
			201X                     | 2010er-Jahre
			19XX                     | 20. Jahrhundert
			00XX                     | 1. Jahrhundert
			2XXX                     | 3. Jahrtausend
			XXXX                     | unbekanntes Datum
			2024~                    | etwa 2024
			2024-06?                 | vielleicht Juni 2024
			2024-06-15?              | vielleicht 15. Juni 2024
			2024-22?                 | vielleicht Sommer 2024
			2024%                    | vielleicht etwa 2024
			199X%                    | vielleicht etwa 1990er-Jahre
			2024-06-13/2024-06-15    | 13.–15. Juni 2024
			2024-06-01/2024-06-03    | 1.–3. Juni 2024
			2024-01/2024-04          | Januar–April 2024
			2013/2015                | 2013–2015
			2024-01-08/2024-04-14    | 8. Januar – 14. April 2024
			2023-12-30/2024-01-01    | 30. Dezember 2023 – 1. Januar 2024
			2024-01/2024-04-15       | Januar 2024 – 15. April 2024
			2023-22/2024-21          | Sommer 2023 – Frühling 2024
			199X/20XX                | 1990er-Jahre – 21. Jahrhundert
			2024/2024                | 2024
			2013~/2015~              | etwa 2013–2015
			2013?/2015               | 2013 (unsicher) – 2015
			2013~/2015%              | 2013 (ungefähr) – 2015 (ungefähr, unsicher)
			2024-07/..               | seit Juli 2024
			2024-07-15/..            | seit dem 15. Juli 2024
			2024-22/..               | seit Sommer 2024
			2013~/..                 | seit etwa 2013
			2013?/..                 | vielleicht seit 2013
			199X/..                  | seit den 1990er-Jahren
			19XX~/..                 | seit etwa dem 20. Jahrhundert
			../2024-07               | bis Juli 2024
			../2024-07-15            | bis zum 15. Juli 2024
			../2024-21               | bis Frühling 2024
			../2024                  | bis 2024
			../199X~                 | bis etwa zu den 1990er-Jahren
			../19XX                  | bis zum 20. Jahrhundert
			2013/                    | ab 2013, Ende unbekannt
			2013-07-15/              | ab dem 15. Juli 2013, Ende unbekannt
			/2013                    | bis 2013, Beginn unbekannt
			/2013-07-01              | bis zum 1. Juli 2013, Beginn unbekannt
			XXXX/2013                | bis 2013, Beginn unbekannt
			XXXX/..                  | unbekanntes Datum
			[2024-01..2024-04]       | zwischen Januar und April 2024
			[2024-01-08..2024-01-14] | zwischen dem 8. und dem 14. Januar 2024
			[2024-01-28..2024-02-03] | zwischen dem 28. Januar und dem 3. Februar 2024
			[2013..2015]             | zwischen 2013 und 2015
			[2013-12..2014-01]       | zwischen Dezember 2013 und Januar 2014
			[2024-01..2024-04-15]    | zwischen Januar 2024 und dem 15. April 2024
			[2024-06-15..2024-06-15] | 15. Juni 2024
			[2024-05..2024-05-XX]    | Mai 2024
			[2013~..2015?]           | zwischen etwa 2013 und vielleicht 2015
			[2013?..2015?]           | vielleicht zwischen 2013 und 2015
			[2023-22..2024-21]       | zwischen Sommer 2023 und Frühling 2024
			[199X..20XX]             | zwischen den 1990er-Jahren und dem 21. Jahrhundert
			[2024-07..]              | Juli 2024 oder später
			[..2024-07-15]           | 15. Juli 2024 oder früher
			[..2024-07?]             | vielleicht Juli 2024 oder früher
			[2020~..]                | etwa 2020 oder später
			[XXXX..2013]             | 2013 oder früher
			[XXXX..]                 | unbekanntes Datum
			[2020,2022]              | 2020 oder 2022
			[2020,2022~,2024-05]     | 2020, etwa 2022 oder Mai 2024
			[2020,2022..2023,2025..] | 2020; oder zwischen 2022 und 2023; oder 2025 oder später
			[..2019,2021]            | 2019 oder früher; oder 2021
			[2024]                   | 2024
			""")
	void readsAsGerman(String edtf, String text) {
		assertThat(display("de", edtf)).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			2024-06-15               | 15 juin 2024
			2024-06-01               | 1er juin 2024
			2024-06                  | juin 2024
			2024-05-XX               | mai 2024
			2024-21                  | printemps 2024
			2024-22                  | été 2024
			2024-23                  | automne 2024
			2024-24                  | hiver 2024
			2024                     | 2024
			199X                     | années 1990
			200X                     | années 2000
			201X                     | années 2010
			19XX                     | XXe siècle
			00XX                     | Ier siècle
			2XXX                     | IIIe millénaire
			XXXX                     | date inconnue
			2024~                    | 2024 environ
			2024-06?                 | peut-être juin 2024
			2024-06-15?              | peut-être le 15 juin 2024
			2024-22?                 | peut-être l’été 2024
			2024%                    | peut-être 2024 environ
			199X%                    | peut-être les années 1990 environ
			2024-06-13/2024-06-15    | 13–15 juin 2024
			2024-06-01/2024-06-03    | 1er–3 juin 2024
			2024-01/2024-04          | janvier–avril 2024
			2013/2015                | 2013–2015
			2024-01-08/2024-04-14    | 8 janvier – 14 avril 2024
			2023-12-30/2024-01-01    | 30 décembre 2023 – 1er janvier 2024
			2024-01/2024-04-15       | janvier 2024 – 15 avril 2024
			2023-22/2024-21          | été 2023 – printemps 2024
			199X/20XX                | années 1990 – XXIe siècle
			2024/2024                | 2024
			2013~/2015~              | 2013–2015 environ
			2013?/2015               | 2013 (incertain) – 2015
			2013~/2015%              | 2013 (environ) – 2015 (environ, incertain)
			2024-07/..               | depuis juillet 2024
			2024-07-15/..            | depuis le 15 juillet 2024
			2024-22/..               | depuis l’été 2024
			2013~/..                 | depuis 2013 environ
			2013?/..                 | peut-être depuis 2013
			199X/..                  | depuis les années 1990
			19XX~/..                 | depuis le XXe siècle environ
			../2024-07               | jusqu’en juillet 2024
			../2024-07-15            | jusqu’au 15 juillet 2024
			../2024-21               | jusqu’au printemps 2024
			../2024                  | jusqu’en 2024
			../199X~                 | jusqu’aux années 1990 environ
			../19XX                  | jusqu’au XXe siècle
			2013/                    | depuis 2013, fin inconnue
			2013-07-15/              | depuis le 15 juillet 2013, fin inconnue
			/2013                    | jusqu’en 2013, début inconnu
			/2013-07-01              | jusqu’au 1er juillet 2013, début inconnu
			XXXX/2013                | jusqu’en 2013, début inconnu
			XXXX/..                  | date inconnue
			[2024-01..2024-04]       | entre janvier et avril 2024
			[2024-01-08..2024-01-14] | entre le 8 et le 14 janvier 2024
			[2024-01-28..2024-02-03] | entre le 28 janvier et le 3 février 2024
			[2013..2015]             | entre 2013 et 2015
			[2013-12..2014-01]       | entre décembre 2013 et janvier 2014
			[2024-01..2024-04-15]    | entre janvier 2024 et le 15 avril 2024
			[2024-06-15..2024-06-15] | 15 juin 2024
			[2024-05..2024-05-XX]    | mai 2024
			[2013~..2015?]           | entre 2013 environ et peut-être 2015
			[2013?..2015?]           | peut-être entre 2013 et 2015
			[2023-22..2024-21]       | entre l’été 2023 et le printemps 2024
			[199X..20XX]             | entre les années 1990 et le XXIe siècle
			[2024-07..]              | juillet 2024 ou plus tard
			[..2024-07-15]           | 15 juillet 2024 ou plus tôt
			[..2024-07?]             | peut-être juillet 2024 ou plus tôt
			[2020~..]                | 2020 environ ou plus tard
			[XXXX..2013]             | 2013 ou plus tôt
			[XXXX..]                 | date inconnue
			[2020,2022]              | 2020 ou 2022
			[2020,2022~,2024-05]     | 2020, 2022 environ ou mai 2024
			[2020,2022..2023,2025..] | 2020, ou entre 2022 et 2023, ou 2025 ou plus tard
			[..2019,2021]            | 2019 ou plus tôt, ou 2021
			[2024]                   | 2024
			""")
	void readsAsFrench(String edtf, String text) {
		assertThat(display("fr", edtf)).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			2024-06-15               | 15 يونيو 2024
			2024-06-01               | 1 يونيو 2024
			2024-06                  | يونيو 2024
			2024-05-XX               | مايو 2024
			2024-21                  | ربيع 2024
			2024-22                  | صيف 2024
			2024-23                  | خريف 2024
			2024-24                  | شتاء 2024
			2024                     | 2024
			199X                     | تسعينيات القرن 20
			200X                     | العقد الأول من القرن 21
			201X                     | العقد الثاني من القرن 21
			19XX                     | القرن 20
			00XX                     | القرن 1
			2XXX                     | الألفية الثالثة
			XXXX                     | تاريخ غير معروف
			2024~                    | حوالي 2024
			2024-06?                 | ربما يونيو 2024
			2024-06-15?              | ربما 15 يونيو 2024
			2024-22?                 | ربما صيف 2024
			2024%                    | ربما حوالي 2024
			199X%                    | ربما حوالي تسعينيات القرن 20
			2024-06-13/2024-06-15    | 13–15 يونيو 2024
			2024-06-01/2024-06-03    | 1–3 يونيو 2024
			2024-01/2024-04          | يناير – أبريل 2024
			2013/2015                | 2013–2015
			2024-01-08/2024-04-14    | 8 يناير – 14 أبريل 2024
			2023-12-30/2024-01-01    | 30 ديسمبر 2023 – 1 يناير 2024
			2024-01/2024-04-15       | يناير 2024 – 15 أبريل 2024
			2023-22/2024-21          | صيف 2023 – ربيع 2024
			199X/20XX                | تسعينيات القرن 20 – القرن 21
			2024/2024                | 2024
			2013~/2015~              | حوالي 2013–2015
			2013?/2015               | 2013 (غير مؤكد) – 2015
			2013~/2015%              | 2013 (تقريبًا) – 2015 (تقريبًا، غير مؤكد)
			2024-07/..               | منذ يوليو 2024
			2024-07-15/..            | منذ 15 يوليو 2024
			2024-22/..               | منذ صيف 2024
			2013~/..                 | منذ حوالي عام 2013
			2013?/..                 | ربما منذ عام 2013
			199X/..                  | منذ تسعينيات القرن 20
			19XX~/..                 | منذ حوالي القرن 20
			../2024-07               | حتى يوليو 2024
			../2024-07-15            | حتى 15 يوليو 2024
			../2024-21               | حتى ربيع 2024
			../2024                  | حتى عام 2024
			../199X~                 | حتى حوالي تسعينيات القرن 20
			../19XX                  | حتى القرن 20
			2013/                    | من عام 2013، وتاريخ الانتهاء غير معروف
			2013-07-15/              | من 15 يوليو 2013، وتاريخ الانتهاء غير معروف
			/2013                    | حتى عام 2013، وتاريخ البدء غير معروف
			/2013-07-01              | حتى 1 يوليو 2013، وتاريخ البدء غير معروف
			XXXX/2013                | حتى عام 2013، وتاريخ البدء غير معروف
			XXXX/..                  | تاريخ غير معروف
			[2024-01..2024-04]       | بين يناير وأبريل 2024
			[2024-01-08..2024-01-14] | بين 8 و14 يناير 2024
			[2024-01-28..2024-02-03] | بين 28 يناير و3 فبراير 2024
			[2013..2015]             | بين عام 2013 وعام 2015
			[2013-12..2014-01]       | بين ديسمبر 2013 ويناير 2014
			[2024-01..2024-04-15]    | بين يناير 2024 و15 أبريل 2024
			[2024-06-15..2024-06-15] | 15 يونيو 2024
			[2024-05..2024-05-XX]    | مايو 2024
			[2013~..2015?]           | بين حوالي عام 2013 وربما عام 2015
			[2013?..2015?]           | ربما بين عام 2013 وعام 2015
			[2023-22..2024-21]       | بين صيف 2023 وربيع 2024
			[199X..20XX]             | بين تسعينيات القرن 20 والقرن 21
			[2024-07..]              | يوليو 2024 أو بعد ذلك
			[..2024-07-15]           | 15 يوليو 2024 أو قبل ذلك
			[..2024-07?]             | ربما يوليو 2024 أو قبل ذلك
			[2020~..]                | حوالي 2020 أو بعد ذلك
			[XXXX..2013]             | 2013 أو قبل ذلك
			[XXXX..]                 | تاريخ غير معروف
			[2020,2022]              | 2020 أو 2022
			[2020,2022~,2024-05]     | 2020 أو حوالي 2022 أو مايو 2024
			[2020,2022..2023,2025..] | 2020، أو بين عام 2022 وعام 2023، أو 2025 أو بعد ذلك
			[..2019,2021]            | 2019 أو قبل ذلك، أو 2021
			[2024]                   | 2024
			""")
	void readsAsArabic(String edtf, String text) {
		assertThat(display("ar", edtf)).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			2024-06-15               | 15 ביוני 2024
			2024-06-01               | 1 ביוני 2024
			2024-06                  | יוני 2024
			2024-05-XX               | מאי 2024
			2024-21                  | אביב 2024
			2024-22                  | קיץ 2024
			2024-23                  | סתיו 2024
			2024-24                  | חורף 2024
			2024                     | 2024
			199X                     | שנות ה-90 של המאה ה-20
			200X                     | העשור הראשון של המאה ה-21
			201X                     | שנות ה-10 של המאה ה-21
			19XX                     | המאה ה-20
			00XX                     | המאה ה-1
			2XXX                     | האלף ה-3
			XXXX                     | תאריך לא ידוע
			2024~                    | 2024 בערך
			2024-06?                 | אולי יוני 2024
			2024-06-15?              | אולי 15 ביוני 2024
			2024-22?                 | אולי קיץ 2024
			2024%                    | אולי 2024 בערך
			199X%                    | אולי שנות ה-90 של המאה ה-20 בערך
			2024-06-13/2024-06-15    | 13–15 ביוני 2024
			2024-06-01/2024-06-03    | 1–3 ביוני 2024
			2024-01/2024-04          | ינואר–אפריל 2024
			2013/2015                | 2013–2015
			2024-01-08/2024-04-14    | 8 בינואר – 14 באפריל 2024
			2023-12-30/2024-01-01    | 30 בדצמבר 2023 – 1 בינואר 2024
			2024-01/2024-04-15       | ינואר 2024 – 15 באפריל 2024
			2023-22/2024-21          | קיץ 2023 – אביב 2024
			199X/20XX                | שנות ה-90 של המאה ה-20 – המאה ה-21
			2024/2024                | 2024
			2013~/2015~              | 2013–2015 בערך
			2013?/2015               | 2013 (לא ודאי) – 2015
			2013~/2015%              | 2013 (בערך) – 2015 (בערך, לא ודאי)
			2024-07/..               | מאז יולי 2024
			2024-07-15/..            | מאז 15 ביולי 2024
			2024-22/..               | מאז קיץ 2024
			2013~/..                 | מאז 2013 בערך
			2013?/..                 | אולי מאז 2013
			199X/..                  | מאז שנות ה-90 של המאה ה-20
			19XX~/..                 | מאז המאה ה-20 בערך
			../2024-07               | עד יולי 2024
			../2024-07-15            | עד 15 ביולי 2024
			../2024-21               | עד אביב 2024
			../2024                  | עד 2024
			../199X~                 | עד שנות ה-90 של המאה ה-20 בערך
			../19XX                  | עד המאה ה-20
			2013/                    | מאז 2013, מועד הסיום לא ידוע
			2013-07-15/              | מאז 15 ביולי 2013, מועד הסיום לא ידוע
			/2013                    | עד 2013, מועד ההתחלה לא ידוע
			/2013-07-01              | עד 1 ביולי 2013, מועד ההתחלה לא ידוע
			XXXX/2013                | עד 2013, מועד ההתחלה לא ידוע
			XXXX/..                  | תאריך לא ידוע
			[2024-01..2024-04]       | בין ינואר לבין אפריל 2024
			[2024-01-08..2024-01-14] | בין 8 לבין 14 בינואר 2024
			[2024-01-28..2024-02-03] | בין 28 בינואר לבין 3 בפברואר 2024
			[2013..2015]             | בין 2013 לבין 2015
			[2013-12..2014-01]       | בין דצמבר 2013 לבין ינואר 2014
			[2024-01..2024-04-15]    | בין ינואר 2024 לבין 15 באפריל 2024
			[2024-06-15..2024-06-15] | 15 ביוני 2024
			[2024-05..2024-05-XX]    | מאי 2024
			[2013~..2015?]           | בין 2013 בערך לבין אולי 2015
			[2013?..2015?]           | אולי בין 2013 לבין 2015
			[2023-22..2024-21]       | בין קיץ 2023 לבין אביב 2024
			[199X..20XX]             | בין שנות ה-90 של המאה ה-20 לבין המאה ה-21
			[2024-07..]              | יולי 2024 או מאוחר יותר
			[..2024-07-15]           | 15 ביולי 2024 או מוקדם יותר
			[..2024-07?]             | אולי יולי 2024 או מוקדם יותר
			[2020~..]                | 2020 בערך או מאוחר יותר
			[XXXX..2013]             | 2013 או מוקדם יותר
			[XXXX..]                 | תאריך לא ידוע
			[2020,2022]              | 2020 או 2022
			[2020,2022~,2024-05]     | 2020, 2022 בערך או מאי 2024
			[2020,2022..2023,2025..] | 2020, או בין 2022 לבין 2023, או 2025 או מאוחר יותר
			[..2019,2021]            | 2019 או מוקדם יותר, או 2021
			[2024]                   | 2024
			""")
	void readsAsHebrew(String edtf, String text) {
		assertThat(display("he", edtf)).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			en-US          | 2024-06-15               | June 15, 2024
			en-US          | 2024-06-13/2024-06-15    | June 13–15, 2024
			en-US          | [2024-01-08..2024-01-14] | between January 8 and 14, 2024
			en-US          | [2020,2022,2024]         | 2020, 2022, or 2024
			en-GB          | 2024-06-15               | 15 June 2024
			EN-gb          | 2024-06-15               | 15 June 2024
			en-ZZ          | 2024-06-15               | 15 June 2024
			de-AT          | 2024-01/..               | seit Jänner 2024
			de-Latn-AT     | 2024-01                  | Jänner 2024
			fr-CA          | 2024-01/2024-04          | janvier–avril 2024
			ar-EG          | 2024-06-13/2024-06-15    | ١٣–١٥ يونيو ٢٠٢٤
			ar-EG          | 199X                     | تسعينيات القرن ٢٠
			ar-EG-u-nu-latn | 2024-06-15              | 15 يونيو 2024
			ar-u-nu-arab   | 2024                     | ٢٠٢٤
			ar-u-nu-thai   | 2024                     | 2024
			ar-LB          | [2024-01..2024-04]       | بين كانون الثاني ونيسان ٢٠٢٤
			iw             | 2024-06-15               | 15 ביוני 2024
			he-IL          | 2024-06-15               | 15 ביוני 2024
			ja             | 2024-06-15/..            | since 15 June 2024
			und            | 2024-06-15/..            | since 15 June 2024
			fa-IR          | 2024-06-15/..            | since 15 June 2024
			""")
	void followsTheRegionAndFallsBackToEnglish(String tag, String edtf, String text) {
		assertThat(display(tag, edtf)).isEqualTo(text);
	}

	/**
	 * A calendar with Julian days before 1582, another era or another time zone would
	 * show other days.
	 */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			en                | 0001-01-01            | 1 January 1
			en                | 0033-03-05            | 5 March 33
			en                | 1500-02-28/1500-03-01 | 28 February – 1 March 1500
			en                | 1582-10-10            | 10 October 1582
			en                | 000X                  | the 0s
			en                | 9999-12-31            | 31 December 9999
			ar-SA-u-nu-latn   | 2024-06-15            | 15 يونيو 2024
			ar-u-ca-islamic   | 2024-06-15            | 15 يونيو 2024
			he-u-ca-hebrew    | 2024-06-15            | 15 ביוני 2024
			""")
	void countsInTheGregorianCalendar(String tag, String edtf, String text) {
		assertThat(display(tag, edtf)).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "e", "en_US", "english language", "de-", "ar-EG-u-nu-latn-x-more-characters",
			"{date}", "de\n" })
	void refusesWhatIsNoLanguageTag(String text) {
		assertThatExceptionOfType(RapportException.class).isThrownBy(() -> DateDisplay.in(text))
			.satisfies((refused) -> assertThat(refused.code()).isEqualTo(ErrorCode.BAD_LOCALE))
			.withMessageContaining("\"locale\"");
	}

	/** Languages differ only in the forms inside phrases. */
	@ParameterizedTest
	@ValueSource(strings = { "fr", "de", "ar", "he" })
	void everyLanguageHasEveryPhrase(String language) {
		assertThat(phrases(language)).isEqualTo(phrases("en"));
	}

	private static Set<String> phrases(String language) {
		return ResourceBundle.getBundle("i18n.Dates", Locale.forLanguageTag(language))
			.keySet()
			.stream()
			.filter((key) -> key.indexOf('.') < 0 && !key.equals("first-day"))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	@Test
	void severalThreadsCanUseALanguageAtOnce() {
		assertThat(IntStream.range(0, 2000)
			.parallel()
			.filter((i) -> !display("en", "2024-%02d-03".formatted(i % 12 + 1)).startsWith("3 "))
			.count()).isZero();
	}

	@Property(tries = 2000)
	void everyDateHasATextInEveryLanguage(@ForAll("dates") String edtf, @ForAll("tags") String tag) {
		assertThat(display(tag, edtf)).isNotBlank()
			.doesNotContainPattern("[{}\\[\\]/_\\p{Cntrl}\u2009]|null|\\.\\.|\\dX")
			.isEqualTo(display(tag, edtf).strip());
	}

	@Provide
	Arbitrary<String> tags() {
		return Arbitraries.of("en", "en-US", "en-CA", "en-AU", "fr", "fr-CA", "fr-CH", "de", "de-AT", "ar", "ar-EG",
				"ar-LB", "ar-MA", "he");
	}

	@Provide
	Arbitrary<String> dates() {
		Arbitrary<String> end = Arbitraries.frequencyOf(Tuple.of(4, date()), Tuple.of(1, Arbitraries.of("", "..")));
		Arbitrary<String> interval = Combinators.combine(end, end).as((start, last) -> start + "/" + last);
		Arbitrary<String> member = Combinators.combine(date(), date(), Arbitraries.integers().between(0, 2))
			.as((start, last, form) -> (form == 0) ? start : start + ".." + last);
		Arbitrary<String> oneOf = Combinators
			.combine(member.list().ofMinSize(1).ofMaxSize(3), Arbitraries.of("", ".."), Arbitraries.of("", ".."))
			.as(DateDisplayTests::set);
		return Arbitraries.oneOf(date(), interval, oneOf).filter(DateDisplayTests::isDate);
	}

	/**
	 * A one-of set. Its first or last member can be open, unless that member is a span.
	 */
	private static String set(List<String> members, String before, String after) {
		String text = String.join(",", members);
		return "[" + (members.get(0).contains("..") ? "" : before) + text
				+ ((members.size() == 1 || members.get(members.size() - 1).contains("..")) ? "" : after) + "]";
	}

	private static Arbitrary<String> date() {
		Arbitrary<String> year = Arbitraries.oneOf(Arbitraries.integers().between(1, 9999).map("%04d"::formatted),
				Arbitraries.integers().between(0, 999).map("%03dX"::formatted),
				Arbitraries.integers().between(0, 99).map("%02dXX"::formatted),
				Arbitraries.integers().between(0, 9).map("%dXXX"::formatted), Arbitraries.just("XXXX"));
		Arbitrary<String> rest = Arbitraries.oneOf(Arbitraries.just(""), Arbitraries.of("-XX", "-XX-XX"),
				Arbitraries.integers().between(21, 24).map("-%d"::formatted),
				Arbitraries.integers().between(1, 12).map("-%02d"::formatted),
				Arbitraries.integers().between(1, 12).map("-%02d-XX"::formatted),
				Combinators.combine(Arbitraries.integers().between(1, 12), Arbitraries.integers().between(1, 28))
					.as("-%02d-%02d"::formatted));
		return Combinators.combine(year, rest, Arbitraries.of("", "", "~", "?", "%"))
			.as((first, more, mark) -> first + ((first.contains("X") && !more.startsWith("-X")) ? "" : more) + mark);
	}

	private static boolean isDate(String edtf) {
		try {
			ApproximateDate.parse(edtf);
			return true;
		}
		catch (BadDate ex) {
			return false;
		}
	}

	private static String display(String tag, String edtf) {
		return DateDisplay.in(tag).of(ApproximateDate.parse(edtf));
	}

}

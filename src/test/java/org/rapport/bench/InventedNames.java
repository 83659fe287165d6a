package org.rapport.bench;

import java.util.Random;

/** Invents names of people and organisations in Latin, Arabic and Hebrew letters. */
final class InventedNames {

	/** Codes and names of countries, in pairs. */
	static final String[] COUNTRIES = { "GB", "United Kingdom", "FR", "France", "DE", "Germany", "IT", "Italy", "ES",
			"Spain", "NL", "Netherlands", "BE", "Belgium", "SE", "Sweden", "NO", "Norway", "DK", "Denmark", "FI",
			"Finland", "IE", "Ireland", "PT", "Portugal", "GR", "Greece", "CY", "Cyprus", "MT", "Malta", "AT",
			"Austria", "CH", "Switzerland", "PL", "Poland", "CZ", "Czechia", "HU", "Hungary", "RO", "Romania", "BG",
			"Bulgaria", "HR", "Croatia", "SI", "Slovenia", "EE", "Estonia", "LV", "Latvia", "LT", "Lithuania", "LU",
			"Luxembourg", "US", "United States", "CA", "Canada", "JP", "Japan", "AU", "Australia", "NZ", "New Zealand",
			"IL", "Israel", "PS", "Palestine", "JO", "Jordan", "EG", "Egypt", "LB", "Lebanon", "TR", "Turkey", "MA",
			"Morocco", "TN", "Tunisia", "QA", "Qatar", "AE", "Emirates", "SA", "Saudi Arabia", "IQ", "Iraq", "IN",
			"India", "ZA", "South Africa", "KE", "Kenya", "GH", "Ghana", "BR", "Brazil", "MX", "Mexico", "CL", "Chile",
			"AR", "Argentina", "KR", "Korea", "ID", "Indonesia", "SG", "Singapore", "IS", "Iceland" };

	private static final String[] PLACES = { "Haifa", "Nablus", "Jenin", "Acre", "Ramallah", "Jaffa", "Hebron", "Gaza",
			"Galilee", "Negev", "Jericho", "Bethlehem", "Tiberias", "Nazareth", "Amman", "Beirut", "Cairo", "Tunis",
			"Geneva", "Oslo", "Madrid", "Verona", "Dublin", "Leeds", "Lyon", "Bremen", "Torino", "Utrecht", "Malmö",
			"Bergen", "Kraków", "Zürich", "Évora", "Thessaly", "Larnaca", "Valletta", "Boston", "Toronto", "Osaka",
			"Perth" };

	private static final String[] NOUNS = { "Forum", "Circle", "Alliance", "Centre", "Institute", "Association",
			"Council", "Coalition", "Network", "Initiative", "Foundation", "Trust", "Union", "Movement", "Society",
			"Workshop", "Assembly", "Platform", "Fund", "Academy" };

	private static final String[] THEMES = { "Peace", "Water", "Dialogue", "Reconciliation", "Education", "Women",
			"Youth", "Medicine", "Journalism", "Agriculture", "Music", "Theatre", "Justice", "Democracy", "Equality",
			"Environment", "Sport", "Translation", "Memory", "Partnership", "Nonviolence", "Negotiation", "Commerce",
			"Engineering", "Neighbourhoods" };

	private static final String[] ARABIC_NOUNS = { "منتدى", "جمعية", "مركز", "تحالف", "مؤسسة", "اتحاد", "معهد",
			"مبادرة" };

	private static final String[] ARABIC_THEMES = { "السلام", "الحوار", "المياه", "التعليم", "الشباب", "النساء",
			"العدالة", "البيئة", "الزراعة", "الموسيقى" };

	private static final String[] ARABIC_PLACES = { "نابلس", "رام الله", "جنين", "الخليل", "أريحا", "بيت لحم", "عمان",
			"الناصرة" };

	private static final String[] HEBREW_NOUNS = { "פורום", "עמותת", "מרכז", "ברית", "קרן", "איגוד", "מכון", "יוזמת" };

	private static final String[] HEBREW_THEMES = { "שלום", "דיאלוג", "מים", "חינוך", "נוער", "נשים", "צדק", "סביבה",
			"חקלאות", "מוזיקה" };

	private static final String[] HEBREW_PLACES = { "חיפה", "יפו", "עכו", "טבריה", "נצרת", "ירושלים", "הגליל", "הנגב" };

	private static final String[] FIRST = { "Amal", "Noa", "Yousef", "Miriam", "Ilan", "Rania", "Omar", "Tamar",
			"Khaled", "Ruth", "Samir", "Dalia", "Hanna", "Jonas", "Claire", "Marta", "Piotr", "Sofia", "Lucas", "Elena",
			"Ahmed", "Layla", "Daniel", "Sarah", "Erik", "Ingrid", "Paolo", "Giulia", "Thomas", "Anne", "Mehmet",
			"Aisha", "Rachel", "David", "Nadia", "Walid", "Efrat", "Gideon", "Huda", "Zoë", "Beatrice", "Conor", "Éva",
			"Jürgen", "Kenji", "Mina", "Oren", "Perla", "Quentin", "Salma" };

	private static final String[] LAST = { "Haddad", "Levi", "Mansour", "Cohen", "Nasser", "Shapira", "Khoury",
			"Friedman", "Darwish", "Amit", "Salim", "Barak", "Hamdan", "Peled", "Aboud", "Rosen", "Jaber", "Stern",
			"Odeh", "Katz", "Murphy", "Dubois", "Schmidt", "Rossi", "Garcia", "Novak", "Larsen", "Virtanen", "Kowalski",
			"Papadakis", "Yilmaz", "Okafor", "Tanaka", "Silva", "Moreau", "Bauer", "Conti", "Andersson", "Visser",
			"Byrne", "Farah", "Zoabi", "Tibi", "Ganz", "Oz", "Grossman", "Sartawi", "Husseini", "Bishara", "Avnery",
			"Petit", "Keller", "Ferrari", "Lindgren", "Horvat", "Popescu", "Marković", "Östberg", "Çelik", "Núñez" };

	private static final String[] ARABIC_FIRST = { "أمل", "يوسف", "رانيا", "عمر", "خالد", "سمير", "داليا", "أحمد",
			"ليلى", "وليد", "هدى", "نادية" };

	private static final String[] ARABIC_LAST = { "حداد", "منصور", "ناصر", "خوري", "درويش", "سليم", "حمدان", "عبود",
			"جابر", "عودة", "فرح", "طيبي" };

	private static final String[] HEBREW_FIRST = { "נועה", "מרים", "אילן", "תמר", "רות", "דליה", "חנה", "דניאל", "שרה",
			"רחל", "דוד", "גדעון" };

	private static final String[] HEBREW_LAST = { "לוי", "כהן", "שפירא", "עמית", "ברק", "פלד", "רוזן", "שטרן", "כץ",
			"גנץ", "עוז", "גרוסמן" };

	/** The scripts of names. */
	enum Script {

		LATIN("en"), ARABIC("ar"), HEBREW("he");

		private final String language;

		Script(String language) {
			this.language = language;
		}

		String language() {
			return this.language;
		}

	}

	private final Random random;

	InventedNames(Random random) {
		this.random = random;
	}

	/** A script: mostly Latin. */
	Script script() {
		int drawn = this.random.nextInt(100);
		return (drawn < 86) ? Script.LATIN : (drawn < 93) ? Script.ARABIC : Script.HEBREW;
	}

	String person(Script script) {
		return switch (script) {
			case LATIN -> one(FIRST) + " " + one(LAST);
			case ARABIC -> one(ARABIC_FIRST) + " " + one(ARABIC_LAST);
			case HEBREW -> one(HEBREW_FIRST) + " " + one(HEBREW_LAST);
		};
	}

	String organisation(Script script) {
		return switch (script) {
			case LATIN -> switch (this.random.nextInt(4)) {
				case 0 -> one(PLACES) + " " + one(NOUNS) + " for " + one(THEMES);
				case 1 -> one(THEMES) + " " + one(NOUNS) + " of " + one(PLACES);
				case 2 -> one(PLACES) + " " + one(THEMES) + " " + one(NOUNS);
				default -> one(NOUNS) + " for " + one(THEMES) + " in " + one(PLACES);
			};
			case ARABIC -> one(ARABIC_NOUNS) + " " + one(ARABIC_THEMES) + " " + one(ARABIC_PLACES);
			case HEBREW -> one(HEBREW_NOUNS) + " " + one(HEBREW_THEMES) + " " + one(HEBREW_PLACES);
		};
	}

	String theme() {
		return one(THEMES);
	}

	String place() {
		return one(PLACES);
	}

	/** One of some values. */
	<T> T one(T[] values) {
		return values[this.random.nextInt(values.length)];
	}

}

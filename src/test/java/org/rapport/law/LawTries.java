package org.rapport.law;

/**
 * Decides how many trials each law gets. A normal build runs few trials with few queries,
 * because Neo4j has to plan most of them for the first time. {@code
 * rapport.law.tries} sets another number of trials, with many queries each.
 */
final class LawTries {

	private static final Integer GIVEN = Integer.getInteger("rapport.law.tries");

	private static final Integer ACTS = Integer.getInteger("rapport.law.acts");

	private LawTries() {
	}

	/**
	 * The smaller number in a normal build, the larger one if {@code rapport.law.tries}
	 * is set.
	 */
	static int questions(int few, int many) {
		return (GIVEN != null) ? many : few;
	}

	/** The number of trials: {@code rapport.law.tries}, or this number. */
	static int times(int inEveryBuild) {
		return (GIVEN != null) ? GIVEN : inEveryBuild;
	}

	/** The number of acts one after another: {@code rapport.law.acts}, or this number. */
	static int acts(int otherwise) {
		return (ACTS != null) ? ACTS : otherwise;
	}

	/** The settings, besides the seed, that repeat one trial exactly. */
	static String given() {
		return ((GIVEN != null) ? " -Drapport.law.tries=1" : "")
				+ ((ACTS != null) ? " -Drapport.law.acts=" + ACTS : "");
	}

}

package org.rapport.engagement;

/** Cypher that every question about encounters shares. */
public final class EncounterCypher {

	private EncounterCypher() {
	}

	/**
	 * Whether a meeting took place, or its source tells of it as past: its latest status
	 * is not that it only may.
	 */
	public static String held(String meeting) {
		return """
				NOT EXISTS { (%1$s)<-[:OF]-(%1$sStatus:StatusChange)
				    WHERE {{%1$sStatus %1$s}}
				    AND %1$sStatus.status IN ['PROPOSED', 'PLANNED', 'CONFIRMED', 'POSTPONED', 'CANCELLED']
				    AND NOT EXISTS { (%1$s)<-[:OF]-(%1$sLater:StatusChange)
				      WHERE {{%1$sLater %1$s}} AND (%1$sLater.dateEarliest > %1$sStatus.dateEarliest
				      OR (%1$sLater.dateEarliest = %1$sStatus.dateEarliest AND (%1$sLater.dateLatest > %1$sStatus.dateLatest
				      OR (%1$sLater.dateLatest = %1$sStatus.dateLatest AND %1$sLater.id > %1$sStatus.id)))) } }"""
			.formatted(meeting);
	}

	/**
	 * The encounter of a meeting: the meeting itself, or the one that it was part of, as
	 * far up as the lens shows. A subquery, so that the planner deals with it by itself.
	 * @param meeting the variable of the meeting
	 * @param top the variable that this binds to the encounter
	 */
	public static String encounter(String meeting, String top) {
		return """
				CALL (%1$s) {
				  MATCH (%1$s) ((lower:Meeting)-[:PART_OF]->(upper:Meeting) WHERE {{lower}} AND {{upper}}){0,6} (%2$s:Meeting)
				  WHERE {{%1$s}} AND {{%2$s}} AND NOT EXISTS { (%2$s)-[:PART_OF]->(above:Meeting) WHERE {{above}} }
				  RETURN %2$s
				}"""
			.formatted(meeting, top);
	}

}

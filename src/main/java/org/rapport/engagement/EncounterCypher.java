package org.rapport.engagement;

/** Cypher patterns for encounters, shared by all queries about them. */
public final class EncounterCypher {

	private EncounterCypher() {
	}

	/**
	 * Cypher condition: the meeting counts as held. A meeting without a status counts,
	 * because its source describes it as past. A meeting whose latest visible status is
	 * PROPOSED, PLANNED, CONFIRMED, POSTPONED or CANCELLED does not.
	 */
	public static String held(String meeting) {
		return """
				NOT EXISTS { (%1$s)<-[:OF]-(%1$sStatus:StatusChange)
				    WHERE {{%1$sStatus:StatusChange %1$s}}
				    AND %1$sStatus.status IN ['PROPOSED', 'PLANNED', 'CONFIRMED', 'POSTPONED', 'CANCELLED']
				    AND NOT EXISTS { (%1$s)<-[:OF]-(%1$sLater:StatusChange)
				      WHERE {{%1$sLater:StatusChange %1$s}} AND (%1$sLater.dateEarliest > %1$sStatus.dateEarliest
				      OR (%1$sLater.dateEarliest = %1$sStatus.dateEarliest AND (%1$sLater.dateLatest > %1$sStatus.dateLatest
				      OR (%1$sLater.dateLatest = %1$sStatus.dateLatest AND %1$sLater.id > %1$sStatus.id)))) } }"""
			.formatted(meeting);
	}

	/**
	 * Cypher pattern from an encounter to its meetings: itself, its sessions, and theirs.
	 * @param top the variable of the encounter
	 * @param meeting the variable that this binds to a meeting
	 */
	public static String meetings(String top, String meeting) {
		return """
				(%1$s) ((outer:Meeting)<-[:PART_OF]-(inner:Meeting) WHERE {{outer}} AND {{inner}}){0,6} (%2$s:Meeting)"""
			.formatted(top, meeting);
	}

	/**
	 * Cypher that finds the encounter of a meeting: the topmost meeting that it is part
	 * of, as far as the lens shows, or the meeting itself. It is a subquery, so that
	 * Neo4j plans it separately.
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

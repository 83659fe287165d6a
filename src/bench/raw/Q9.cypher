MATCH (net:Record {id: $network})<-[:IN]-(ms:Membership {kind: 'MEMBER'})<-[:HAS]-(o:Actor) WHERE (net.lensVisibility <= $c AND net.lensCircles IS NULL) AND (ms.lensVisibility <= $c AND ms.lensCircles IS NULL) AND coalesce(o.kind, '') <> 'UNNAMED_GROUP'
MATCH (o)-[:TOOK_PART|REPRESENTING]-(p:Participation)-[:IN]->(m:Meeting) WHERE (p.lensVisibility <= $c AND p.lensCircles IS NULL) AND m.dateEarliest <= ms.endDateLatest AND m.dateLatest >= ms.startDateEarliest AND (m.lensGaps IS NULL OR none(i IN range(0, size(m.lensGaps) - 2, 2) WHERE m.lensGaps[i] <= ms.startDateEarliest AND m.lensGaps[i + 1] >= ms.endDateLatest))
    AND NOT EXISTS { (m)<-[:OF]-(ahead:StatusChange) WHERE (ahead.lensVisibility <= $c AND ahead.lensCircles IS NULL) AND ahead.status IN ['PROPOSED', 'PLANNED', 'CONFIRMED', 'POSTPONED', 'CANCELLED']
      AND NOT EXISTS { (m)<-[:OF]-(later:StatusChange) WHERE (later.lensVisibility <= $c AND later.lensCircles IS NULL) AND (later.dateEarliest > ahead.dateEarliest OR (later.dateEarliest = ahead.dateEarliest
        AND (later.dateLatest > ahead.dateLatest OR (later.dateLatest = ahead.dateLatest AND later.id > ahead.id)))) } }
MATCH (m) ((:Meeting)-[:PART_OF]->(upper:Meeting) WHERE (upper.lensVisibility <= $c AND upper.lensCircles IS NULL)){0,6} (top:Meeting) WHERE NOT EXISTS { (top)-[:PART_OF]->(above:Meeting) WHERE (above.lensVisibility <= $c AND above.lensCircles IS NULL) }
WITH top, collect(DISTINCT o) AS os WHERE size(os) > 1
UNWIND os AS a UNWIND os AS b WITH a, b WHERE a.lensSortKey < b.lensSortKey OR (a.lensSortKey = b.lensSortKey AND a.id < b.id)
WITH a, b, count(*) AS strength ORDER BY strength DESC, a.lensSortKey, b.lensSortKey, a.id DESC, b.id DESC LIMIT 20
RETURN {memberLinks: collect({strength: strength, member: a {.id, .name}, otherMember: b {.id, .name}})} AS data

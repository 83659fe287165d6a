MATCH (o:Record {id: $id}) WHERE (o.lensVisibility <= $c AND o.lensCircles IS NULL)
CALL (o) { MATCH (net:Record {id: $network})<-[:IN]-(ms:Membership {kind: 'MEMBER'})<-[:HAS]-(o) WHERE (net.lensVisibility <= $c AND net.lensCircles IS NULL) AND (ms.lensVisibility <= $c AND ms.lensCircles IS NULL) AND coalesce(o.kind, '') <> 'UNNAMED_GROUP'
  MATCH (o)-[:TOOK_PART|REPRESENTING]-(p:Participation)-[:IN]->(m:Meeting) WHERE (p.lensVisibility <= $c AND p.lensCircles IS NULL) AND m.dateEarliest <= ms.endDateLatest AND m.dateLatest >= ms.startDateEarliest AND (m.lensGaps IS NULL OR none(i IN range(0, size(m.lensGaps) - 2, 2) WHERE m.lensGaps[i] <= ms.startDateEarliest AND m.lensGaps[i + 1] >= ms.endDateLatest))
    AND NOT EXISTS { (m)<-[:OF]-(ahead:StatusChange) WHERE (ahead.lensVisibility <= $c AND ahead.lensCircles IS NULL) AND ahead.status IN ['PROPOSED', 'PLANNED', 'CONFIRMED', 'POSTPONED', 'CANCELLED']
      AND NOT EXISTS { (m)<-[:OF]-(later:StatusChange) WHERE (later.lensVisibility <= $c AND later.lensCircles IS NULL) AND (later.dateEarliest > ahead.dateEarliest OR (later.dateEarliest = ahead.dateEarliest
        AND (later.dateLatest > ahead.dateLatest OR (later.dateLatest = ahead.dateLatest AND later.id > ahead.id)))) } }
  MATCH (m) ((:Meeting)-[:PART_OF]->(upper:Meeting) WHERE (upper.lensVisibility <= $c AND upper.lensCircles IS NULL)){0,6} (top:Meeting) WHERE NOT EXISTS { (top)-[:PART_OF]->(above:Meeting) WHERE (above.lensVisibility <= $c AND above.lensCircles IS NULL) }
  WITH DISTINCT net, o, top
  MATCH (top) ((:Meeting)<-[:PART_OF]-(lower:Meeting) WHERE (lower.lensVisibility <= $c AND lower.lensCircles IS NULL)){0,6} (n:Meeting) WITH DISTINCT net, o, top, n
  WHERE NOT EXISTS { (n)<-[:OF]-(ahead:StatusChange) WHERE (ahead.lensVisibility <= $c AND ahead.lensCircles IS NULL) AND ahead.status IN ['PROPOSED', 'PLANNED', 'CONFIRMED', 'POSTPONED', 'CANCELLED']
      AND NOT EXISTS { (n)<-[:OF]-(later:StatusChange) WHERE (later.lensVisibility <= $c AND later.lensCircles IS NULL) AND (later.dateEarliest > ahead.dateEarliest OR (later.dateEarliest = ahead.dateEarliest
        AND (later.dateLatest > ahead.dateLatest OR (later.dateLatest = ahead.dateLatest AND later.id > ahead.id)))) } }
  MATCH (n)<-[:IN]-(q:Participation)-[:TOOK_PART|REPRESENTING]-(b:Actor) WHERE (q.lensVisibility <= $c AND q.lensCircles IS NULL) AND b <> o AND coalesce(b.kind, '') <> 'UNNAMED_GROUP'
  WITH net, b, top, collect(DISTINCT n) AS mm
  WITH net, b, collect({top: top, mm: mm}) AS shared
  MATCH (b)-[:HAS]->(mb:Membership {kind: 'MEMBER'})-[:IN]->(net) WHERE (mb.lensVisibility <= $c AND mb.lensCircles IS NULL)
  UNWIND shared AS s
  WITH b, mb, s WHERE any(m IN s.mm WHERE m.dateEarliest <= mb.endDateLatest AND m.dateLatest >= mb.startDateEarliest AND (m.lensGaps IS NULL OR none(i IN range(0, size(m.lensGaps) - 2, 2) WHERE m.lensGaps[i] <= mb.startDateEarliest AND m.lensGaps[i + 1] >= mb.endDateLatest)))
  WITH b, count(DISTINCT s.top) AS strength ORDER BY strength DESC, b.lensSortKey, b.id DESC LIMIT 20
  RETURN collect({strength: strength, otherMember: b {.id, .name}}) AS links }
RETURN {organisation: {id: o.id, name: o.name, linkedMembers: links}} AS data

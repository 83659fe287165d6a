MATCH (o:Record {id: $org}), (g:Record {id: $gov}) WHERE (o.lensVisibility <= $c AND o.lensCircles IS NULL) AND (g.lensVisibility <= $c AND g.lensCircles IS NULL)
CALL (o) { MATCH (o) ((:Actor)<-[:IN]-(via:Membership)<-[:HAS]-(:Actor) WHERE via.kind IN ['BODY', 'CHAPTER'] AND (via.lensVisibility <= $c AND via.lensCircles IS NULL)){0,8} (part:Actor)
  WITH part, reduce(d = date('0001-01-01'), v IN via | CASE WHEN v.startDateEarliest > d THEN v.startDateEarliest ELSE d END) AS from, reduce(d = date('9999-12-31'), v IN via | CASE WHEN v.endDateLatest < d THEN v.endDateLatest ELSE d END) AS to
  WHERE from <= to RETURN collect({part: part, id: part.id, from: from, to: to}) AS oWays }
CALL (g) { MATCH (g) ((:Actor)<-[:IN]-(via:Membership)<-[:HAS]-(:Actor) WHERE via.kind IN ['BODY', 'CHAPTER'] AND (via.lensVisibility <= $c AND via.lensCircles IS NULL)){0,8} (part:Actor)
  WITH part, reduce(d = date('0001-01-01'), v IN via | CASE WHEN v.startDateEarliest > d THEN v.startDateEarliest ELSE d END) AS from, reduce(d = date('9999-12-31'), v IN via | CASE WHEN v.endDateLatest < d THEN v.endDateLatest ELSE d END) AS to
  WHERE from <= to RETURN collect({part: part, id: part.id, from: from, to: to}) AS gWays }
CALL (oWays) { UNWIND oWays AS way WITH way, way.part AS part MATCH (part)-[:TOOK_PART|REPRESENTING]-(p:Participation)-[:IN]->(m:Meeting) WHERE (p.lensVisibility <= $c AND p.lensCircles IS NULL) AND m.dateEarliest <= way.to AND m.dateLatest >= way.from AND (m.lensGaps IS NULL OR none(i IN range(0, size(m.lensGaps) - 2, 2) WHERE m.lensGaps[i] <= way.from AND m.lensGaps[i + 1] >= way.to))
    AND NOT EXISTS { (m)<-[:OF]-(ahead:StatusChange) WHERE (ahead.lensVisibility <= $c AND ahead.lensCircles IS NULL) AND ahead.status IN ['PROPOSED', 'PLANNED', 'CONFIRMED', 'POSTPONED', 'CANCELLED']
      AND NOT EXISTS { (m)<-[:OF]-(later:StatusChange) WHERE (later.lensVisibility <= $c AND later.lensCircles IS NULL) AND (later.dateEarliest > ahead.dateEarliest OR (later.dateEarliest = ahead.dateEarliest
        AND (later.dateLatest > ahead.dateLatest OR (later.dateLatest = ahead.dateLatest AND later.id > ahead.id)))) } }
  MATCH (m) ((:Meeting)-[:PART_OF]->(upper:Meeting) WHERE (upper.lensVisibility <= $c AND upper.lensCircles IS NULL)){0,6} (top:Meeting) WHERE NOT EXISTS { (top)-[:PART_OF]->(above:Meeting) WHERE (above.lensVisibility <= $c AND above.lensCircles IS NULL) }
  RETURN DISTINCT top }
WITH o, g, oWays, gWays, [w IN gWays | w.id] AS gIds, top
WHERE EXISTS { MATCH (top) ((:Meeting)<-[:PART_OF]-(lower:Meeting) WHERE (lower.lensVisibility <= $c AND lower.lensCircles IS NULL)){0,6} (n:Meeting)<-[:IN]-(q:Participation)-[:TOOK_PART|REPRESENTING]-(x:Actor) WHERE x.id IN gIds AND (q.lensVisibility <= $c AND q.lensCircles IS NULL) }
CALL (top) { MATCH (top) ((:Meeting)<-[:PART_OF]-(lower:Meeting) WHERE (lower.lensVisibility <= $c AND lower.lensCircles IS NULL)){0,6} (n:Meeting) WITH DISTINCT n
  WHERE NOT EXISTS { (n)<-[:OF]-(ahead:StatusChange) WHERE (ahead.lensVisibility <= $c AND ahead.lensCircles IS NULL) AND ahead.status IN ['PROPOSED', 'PLANNED', 'CONFIRMED', 'POSTPONED', 'CANCELLED']
      AND NOT EXISTS { (n)<-[:OF]-(later:StatusChange) WHERE (later.lensVisibility <= $c AND later.lensCircles IS NULL) AND (later.dateEarliest > ahead.dateEarliest OR (later.dateEarliest = ahead.dateEarliest
        AND (later.dateLatest > ahead.dateLatest OR (later.dateLatest = ahead.dateLatest AND later.id > ahead.id)))) } }
  MATCH (n)<-[:IN]-(q:Participation)<-[:TOOK_PART]-(y:Actor) WHERE (q.lensVisibility <= $c AND q.lensCircles IS NULL)
  RETURN collect({n: n, y: y.id, reps: COLLECT { MATCH (q)-[:REPRESENTING]->(side) RETURN side.id }, holders: CASE WHEN y:Post THEN COLLECT { MATCH (y)<-[:IN]-(h:Role)<-[:HOLDS]-(holder:Person)
    WHERE (h.lensVisibility <= $c AND h.lensCircles IS NULL) AND h.startDateLatest <= n.dateEarliest AND h.endDateEarliest >= n.dateLatest RETURN DISTINCT holder.id } ELSE [] END}) AS all }
WITH o, g, top, [r IN all | r {.y, .reps, through: CASE WHEN size(r.holders) = 1 THEN r.holders[0] ELSE r.y END,
    o: [w IN oWays WHERE (w.id = r.y OR w.id IN r.reps) AND r.n.dateEarliest <= w.to AND r.n.dateLatest >= w.from AND (r.n.lensGaps IS NULL OR none(i IN range(0, size(r.n.lensGaps) - 2, 2) WHERE r.n.lensGaps[i] <= w.from AND r.n.lensGaps[i + 1] >= w.to)) | w.id],
    g: [w IN gWays WHERE (w.id = r.y OR w.id IN r.reps) AND r.n.dateEarliest <= w.to AND r.n.dateLatest >= w.from AND (r.n.lensGaps IS NULL OR none(i IN range(0, size(r.n.lensGaps) - 2, 2) WHERE r.n.lensGaps[i] <= w.from AND r.n.lensGaps[i + 1] >= w.to)) | w.id]}] AS rows,
  [w IN oWays WHERE top.dateEarliest <= w.to AND top.dateLatest >= w.from AND (top.lensGaps IS NULL OR none(i IN range(0, size(top.lensGaps) - 2, 2) WHERE top.lensGaps[i] <= w.from AND top.lensGaps[i + 1] >= w.to)) | w.id] AS oTop, [w IN gWays WHERE top.dateEarliest <= w.to AND top.dateLatest >= w.from AND (top.lensGaps IS NULL OR none(i IN range(0, size(top.lensGaps) - 2, 2) WHERE top.lensGaps[i] <= w.from AND top.lensGaps[i + 1] >= w.to)) | w.id] AS gTop
WHERE any(r IN rows WHERE size(r.g) > 0) AND any(r IN rows WHERE size(r.o) > 0)
WITH o, g, top, rows, reduce(all = oTop, r IN rows | all + r.o) AS oParts, reduce(all = gTop, r IN rows | all + r.g) AS gParts, reduce(all = [], r IN rows | all + r.reps) AS represented
WITH o, g, top, rows, oParts, gParts, represented, reduce(all = oParts, r IN rows | all + CASE WHEN r.y IN oParts THEN r.reps ELSE [] END) AS oSide, reduce(all = gParts, r IN rows | all + CASE WHEN r.y IN gParts THEN r.reps ELSE [] END) AS gSide
WHERE NOT g.id IN oSide AND NOT o.id IN gSide AND NOT any(r IN rows WHERE (r.y = g.id AND any(s IN r.reps WHERE s IN oSide)) OR (r.y = o.id AND any(s IN r.reps WHERE s IN gSide)))
WITH o, g, top, reduce(all = [], r IN rows | CASE WHEN r.through IN all THEN all WHEN (r.y IN r.o AND NOT r.y IN represented) OR any(s IN r.reps WHERE s IN r.o) THEN all + r.through ELSE all END) AS oThrough,
  reduce(all = [], r IN rows | CASE WHEN r.through IN all THEN all WHEN (r.y IN r.g AND NOT r.y IN represented) OR any(s IN r.reps WHERE s IN r.g) THEN all + r.through ELSE all END) AS gThrough
WHERE NOT (size(oThrough) = 1 AND oThrough = gThrough AND oThrough[0] STARTS WITH 'per_')
WITH o, g, top ORDER BY top.lensDay DESC, top.dateLatest DESC, top.id DESC
WITH o, g, collect(top {.id, .title, .kind, .date}) AS ms
RETURN {engagements: [{meetingCount: size(ms), actor: o {.id, .name}, counterpart: g {.id, .name}, meetings: ms[0..25]}]} AS data

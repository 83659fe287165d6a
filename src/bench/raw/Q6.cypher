MATCH (r:Record {id: $id}) WHERE (r.lensVisibility <= $c AND r.lensCircles IS NULL)
CALL (r) { MATCH (r)<-[:OF]-(e:Endorsement) WHERE (e.lensVisibility <= $c AND e.lensCircles IS NULL) RETURN count(*) AS nr }
CALL (r) { MATCH (r)<-[:OF]-(e:Endorsement)<-[:GAVE]-(a) WHERE (e.lensVisibility <= $c AND e.lensCircles IS NULL) WITH e, a ORDER BY a.lensSortKey, e.id LIMIT 5 RETURN collect({date: e.date, capacity: e.capacity, endorser: a {__typename: CASE WHEN a:Person THEN 'Person' WHEN a:Organisation THEN 'Organisation' WHEN a:Government THEN 'Government' ELSE 'Post' END, .id, .name}}) AS er }
WITH r, nr, er, [r] AS l0, [r] AS seen0
CALL (l0, seen0) { UNWIND l0 AS x CALL (x) { RETURN x AS later UNION ALL MATCH (x)<-[:OF]-(later:Endorsement) RETURN later }
  MATCH (later)-[:HAS]->(f:Derivation)-[:FROM]->(b:Record) WHERE (f.lensVisibility <= $c AND f.lensCircles IS NULL) OPTIONAL MATCH (b)<-[:ASKS]-(text:Document) WITH f, b, coalesce(text, b) AS far, seen0 ORDER BY f.id
  WITH collect({depth: 1, f: f, b: b, far: far}) AS s1, collect(DISTINCT far) AS found, head(collect(seen0)) AS seen RETURN s1, [y IN found WHERE NOT y IN coalesce(seen, [])] AS l1 }
WITH *, seen0 + l1 AS seen1
CALL (l1, seen1) { UNWIND l1 AS x CALL (x) { RETURN x AS later UNION ALL MATCH (x)<-[:OF]-(later:Endorsement) RETURN later }
  MATCH (later)-[:HAS]->(f:Derivation)-[:FROM]->(b:Record) WHERE (f.lensVisibility <= $c AND f.lensCircles IS NULL) OPTIONAL MATCH (b)<-[:ASKS]-(text:Document) WITH f, b, coalesce(text, b) AS far, seen1 ORDER BY f.id
  WITH collect({depth: 2, f: f, b: b, far: far}) AS s2, collect(DISTINCT far) AS found, head(collect(seen1)) AS seen RETURN s2, [y IN found WHERE NOT y IN coalesce(seen, [])] AS l2 }
WITH *, seen1 + l2 AS seen2
CALL (l2, seen2) { UNWIND l2 AS x CALL (x) { RETURN x AS later UNION ALL MATCH (x)<-[:OF]-(later:Endorsement) RETURN later }
  MATCH (later)-[:HAS]->(f:Derivation)-[:FROM]->(b:Record) WHERE (f.lensVisibility <= $c AND f.lensCircles IS NULL) OPTIONAL MATCH (b)<-[:ASKS]-(text:Document) WITH f, b, coalesce(text, b) AS far, seen2 ORDER BY f.id
  WITH collect({depth: 3, f: f, b: b, far: far}) AS s3, collect(DISTINCT far) AS found, head(collect(seen2)) AS seen RETURN s3, [y IN found WHERE NOT y IN coalesce(seen, [])] AS l3 }
WITH *, seen2 + l3 AS seen3
CALL (l3, seen3) { UNWIND l3 AS x CALL (x) { RETURN x AS later UNION ALL MATCH (x)<-[:OF]-(later:Endorsement) RETURN later }
  MATCH (later)-[:HAS]->(f:Derivation)-[:FROM]->(b:Record) WHERE (f.lensVisibility <= $c AND f.lensCircles IS NULL) OPTIONAL MATCH (b)<-[:ASKS]-(text:Document) WITH f, b, coalesce(text, b) AS far, seen3 ORDER BY f.id
  WITH collect({depth: 4, f: f, b: b, far: far}) AS s4, collect(DISTINCT far) AS found, head(collect(seen3)) AS seen RETURN s4, [y IN found WHERE NOT y IN coalesce(seen, [])] AS l4 }
WITH *, seen3 + l4 AS seen4
WITH r, nr, er, s1 + s2 + s3 + s4 AS steps
CALL (steps) { UNWIND steps AS s WITH DISTINCT s.far AS b CALL (b) { MATCH (b)<-[:OF]-(e:Endorsement) WHERE (e.lensVisibility <= $c AND e.lensCircles IS NULL) RETURN count(*) AS nb }
CALL (b) { MATCH (b)<-[:OF]-(e:Endorsement)<-[:GAVE]-(a) WHERE (e.lensVisibility <= $c AND e.lensCircles IS NULL) WITH e, a ORDER BY e.lensDay DESC, e.dateLatest DESC, e.id DESC LIMIT 5 RETURN collect({date: e.date, capacity: e.capacity, endorser: a {__typename: CASE WHEN a:Person THEN 'Person' WHEN a:Organisation THEN 'Organisation' WHEN a:Government THEN 'Government' ELSE 'Post' END, .id, .name}}) AS eb } RETURN collect({b: b, n: nb, e: eb}) AS ends }
CALL (steps, ends) { UNWIND steps AS s WITH s.depth AS depth, s.f AS f, s.b AS b, [x IN ends WHERE x.b = s.far][0] AS x RETURN collect({depth: depth, derivation: f {.id, .kind}, earlier: CASE WHEN b:Document THEN b {.id, .title, .date} ELSE b {.id} END, endorsements: {totalCount: x.n, nodes: x.e}}) AS out }
RETURN {endorsementChain: {root: CASE WHEN r:Document THEN r {.id, .title, .date, endorsements: {totalCount: nr, nodes: er}} ELSE r {.id, .title, endorsements: {totalCount: nr, nodes: er}} END, steps: out}} AS data

MATCH (o:Record {id: $id}) WHERE (o.lensVisibility <= $c AND o.lensCircles IS NULL)
CALL (o) { MATCH (o)<-[:IN]-(f:Membership {kind: 'MEMBER'})<-[:HAS]-(m) WHERE (f.lensVisibility <= $c AND f.lensCircles IS NULL) AND coalesce(m.kind, '') <> 'UNNAMED_GROUP' RETURN count(*) AS total }
CALL (o) { MATCH (o)<-[:IN]-(f:Membership {kind: 'MEMBER'})<-[:HAS]-(m) WHERE (f.lensVisibility <= $c AND f.lensCircles IS NULL) AND coalesce(m.kind, '') <> 'UNNAMED_GROUP' WITH f, m ORDER BY m.lensSortKey, f.id LIMIT 50
  CALL (m) { MATCH (m)<-[:IN]-(r:Role)<-[:HOLDS]-(p:Person) WHERE m:Organisation AND (r.lensVisibility <= $c AND r.lensCircles IS NULL) WITH r, p ORDER BY p.lensSortKey, r.id LIMIT 5 RETURN collect({title: r.title, startDate: r.startDate, endDate: r.endDate, person: p {.id, .name}}) AS people }
  RETURN collect({startDate: f.startDate, endDate: f.endDate, actor: CASE WHEN m:Organisation THEN m {.id, .name, .countryCode, people: people} ELSE m {.id, .name} END}) AS nodes }
RETURN {organisation: {id: o.id, name: o.name, members: {totalCount: total, nodes: nodes}}} AS data

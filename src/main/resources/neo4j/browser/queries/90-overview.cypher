// 0. Everybody who met
// Who took part in which meeting, and for whom?
// Good to begin with: zoom in, and double-click a node for what else is tied to it.
MATCH took = (:Actor)-[:TOOK_PART]->(part:Participation)-[:IN]->(:Meeting)
OPTIONAL MATCH represented = (part)-[:REPRESENTING]->(:Actor)
RETURN took, represented LIMIT 300

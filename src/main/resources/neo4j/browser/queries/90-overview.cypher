// 0. Everybody who met
// Who took part in which meeting, and for whom?
// A good start: zoom in, and double-click a node to see its other links.
MATCH took = (:Actor)-[:TOOK_PART]->(part:Participation)-[:IN]->(:Meeting)
OPTIONAL MATCH represented = (part)-[:REPRESENTING]->(:Actor)
RETURN took, represented LIMIT 300

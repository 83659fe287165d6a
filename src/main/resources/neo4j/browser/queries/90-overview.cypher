// 0. The latest meetings
// Who took part in the latest meetings, and for whom?
// Three meetings with at least three participants. Double-click a node to see its other links.
MATCH (meeting:Meeting)
WHERE COUNT { (meeting)<-[:IN]-(:Participation) } > 2
WITH meeting ORDER BY meeting.dateEarliest DESC, meeting.slug LIMIT 3
MATCH took = (meeting)<-[:IN]-(part:Participation)<-[:TOOK_PART]-(:Actor)
OPTIONAL MATCH represented = (part)-[:REPRESENTING]->(:Actor)
RETURN took, represented

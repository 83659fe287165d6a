// 1. One meeting, drawn
// Who took part in one meeting, and for whom?
// The large nodes are records. The small nodes are the facts that link them; each fact has its own dates, visibility and sources.
MATCH (meeting:Meeting {slug: 'fcdo-peace-process-team-2024-01'})
MATCH took = (meeting)<-[:IN]-(part:Participation)<-[:TOOK_PART]-(:Actor)
OPTIONAL MATCH represented = (part)-[:REPRESENTING]->(:Actor)
OPTIONAL MATCH tied = (meeting)-[:ABOUT|HELD_IN]->()
RETURN took, represented, tied

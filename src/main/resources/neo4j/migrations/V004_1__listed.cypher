// What the indexes before need, on graphs that were sealed by an earlier version; from now on sealing writes it.
MATCH (a:Actor)-[:HOLDS|HAS|TOOK_PART]->(x:Role|Membership|Participation|Involvement)-[:IN]->(n:Record)
SET x.lensActorId = a.id, x.lensActorName = a.name, x.lensInId = n.id,
  x.lensDayEarliest = n.dateEarliest, x.lensDayLatest = n.dateLatest;
MATCH (a:Actor)-[:GAVE]->(x:Endorsement)-[:OF]->(n:Record)
SET x.lensActorId = a.id, x.lensActorName = a.name, x.lensOfId = n.id, x.lensOfTitle = n.title;
MATCH (x:Citation)-[:FROM]->(n:Document)
SET x.lensInId = n.id;
MATCH (n:Document)-[:ASKS]->(x:Ask)
SET x.lensDayEarliest = n.dateEarliest, x.lensInSlug = n.slug, x.lensLast = -x.position;
MATCH (n:Meeting)<-[:IN]-(:Participation)-[t:REPRESENTING]->(a:Actor)
SET t.lensToId = a.id, t.lensFromId = n.id, t.lensDayEarliest = n.dateEarliest, t.lensDayLatest = n.dateLatest;
MATCH (n:Meeting|Document|Initiative)-[t:ABOUT|HELD_IN]->(a:Record)
SET t.lensToId = a.id, t.lensFromId = n.id, t.lensDayEarliest = n.dateEarliest, t.lensDayLatest = n.dateLatest,
  t.lensFromKind = head([kind IN ['Meeting', 'Document', 'Initiative'] WHERE kind IN labels(n)]);
MATCH (n:Organisation)-[t:HAS_OFFICE_IN]->(a:Place)
SET t.lensToId = a.id, t.lensFromId = n.id, t.lensFromName = n.name;
MATCH (x:Meeting|Document|Endorsement)
SET x.lensSpanEnds = CASE WHEN x.dateLatest > x.dateEarliest THEN x.dateLatest END;

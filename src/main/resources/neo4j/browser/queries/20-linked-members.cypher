// 2. Linked members
// Which members of ALLMEP are linked, and by what?
// A conference and its sessions count once. Unnamed groups are left out. The API also checks that both were members on that day, and that both were in a group at the same time.
MATCH (:Organisation {slug: 'allmep'})<-[:IN]-(:Membership {kind: 'MEMBER'})<-[:HAS]-(member:Actor)
WHERE coalesce(member.kind, '') <> 'UNNAMED_GROUP'
CALL (member) {
  MATCH (member)-[:TOOK_PART]->(:Participation)-[:IN]->(:Meeting) (()-[:PART_OF]->()){0,6} (shared:Meeting)
  WHERE NOT EXISTS { (shared)-[:PART_OF]->() }
  RETURN 'meeting' AS link, shared
  UNION
  MATCH (member)<-[:IN]-(:Role)<-[:HOLDS]-(shared:Person)
  RETURN 'person' AS link, shared
  UNION
  MATCH (member)-[:GAVE]->(:Endorsement)-[:OF]->(shared)
  RETURN 'endorsement' AS link, shared
  UNION
  MATCH (member)-[:HAS]->(:Involvement)-[:IN]->(shared:Initiative)
  RETURN 'initiative' AS link, shared
  UNION
  MATCH (member)-[:HAS]->(:Membership {kind: 'MEMBER'})-[:IN]->(shared)
  WHERE shared.slug <> 'allmep' AND coalesce(shared.kind, '') <> 'UNNAMED_GROUP'
  RETURN 'group' AS link, shared
}
WITH link, shared, collect(member) AS members
UNWIND members AS a
UNWIND members AS b
WITH a, b, link, shared WHERE a.slug < b.slug
RETURN a.name AS a, b.name AS b, count(*) AS strength, collect(link + ': ' + coalesce(shared.title, shared.name)) AS through
ORDER BY strength DESC, a, b

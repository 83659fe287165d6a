// 7. Members on a day
// Who was a member of ALLMEP on 16 January 2024, possibly and certainly?
// A state was possibly in force from its earliest beginning to its latest end, certainly from its latest beginning to its earliest end.
WITH date('2024-01-16') AS day
MATCH (who:Actor)-[:HAS]->(membership:Membership {kind: 'MEMBER'})-[:IN]->(:Organisation {slug: 'allmep'})
WHERE membership.fromEarliest <= day <= membership.toLatest
RETURN who.name AS member, membership.from AS since, membership.to AS until,
  membership.fromLatest <= day <= membership.toEarliest AS certainly
ORDER BY member

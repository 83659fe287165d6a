// 7. Members on a day
// Who was a member of ALLMEP on 16 January 2024, possibly and certainly?
// A membership was possible from its earliest start to its latest end, and certain from its latest start to its earliest end. Unnamed groups are left out.
WITH date('2024-01-16') AS day
MATCH (who:Actor)-[:HAS]->(membership:Membership {kind: 'MEMBER'})-[:IN]->(:Organisation {slug: 'allmep'})
WHERE membership.startDateEarliest <= day <= membership.endDateLatest AND coalesce(who.kind, '') <> 'UNNAMED_GROUP'
RETURN who.name AS member, membership.startDate AS since, membership.endDate AS until,
  membership.startDateLatest <= day <= membership.endDateEarliest AS certainly
ORDER BY member

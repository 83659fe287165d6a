// 7. Members on a day
// Who was a member of ALLMEP on 16 January 2024, possibly and certainly?
// A state was possibly in force from its earliest beginning to its latest end, certainly from its latest beginning to its earliest end.
WITH date('2024-01-16') AS day
MATCH (who:Actor)-[:HAS]->(membership:Membership {kind: 'MEMBER'})-[:IN]->(:Organisation {slug: 'allmep'})
WHERE membership.startDateEarliest <= day <= membership.endDateLatest
RETURN who.name AS member, membership.startDate AS since, membership.endDate AS until,
  membership.startDateLatest <= day <= membership.endDateEarliest AS certainly
ORDER BY member

// 1. Who met the UK?
// Who has engaged with the United Kingdom, when, about what, and in which sources?
// A state meets through its bodies: its executive, ministries, teams and posts, here up to 8 levels deep. The API also checks that each was a body on the day of the meeting.
MATCH (:Government {slug: 'united-kingdom'}) (()<-[:IN]-(:Membership {kind: 'BODY'})<-[:HAS]-()){0,8} (body:Actor)
WITH collect(DISTINCT body) AS side
UNWIND side AS body
MATCH (body)-[:TOOK_PART]->(:Participation)-[:IN]->(meeting:Meeting)<-[:IN]-(theirs:Participation)<-[:TOOK_PART]-(who:Actor)
WHERE NOT who IN side
OPTIONAL MATCH (theirs)-[:REPRESENTING]->(represented:Actor)
OPTIONAL MATCH (meeting)-[:ABOUT]->(subject)
OPTIONAL MATCH (theirs)<-[:SUPPORTS]-(citation:Citation)-[:FROM]->(source:Document)
RETURN who.name AS who, collect(DISTINCT represented.name) AS representing, body.name AS met, meeting.title AS at,
  meeting.date AS date, meeting.dateEarliest AS earliest, collect(DISTINCT coalesce(subject.name, subject.title)) AS about,
  collect(DISTINCT source.slug + ', ' + citation.locator) AS sources
ORDER BY earliest, at, who

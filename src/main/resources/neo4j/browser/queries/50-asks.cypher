// 5. Asks and answers
// What was asked, of whom, and what came of it?
// An ask is answered when a derivation ADOPTS, ANSWERS or IMPLEMENTS it.
MATCH (text:Document)-[:ASKS]->(ask:Ask)
OPTIONAL MATCH (ask)<-[:IN]-(:Involvement {kind: 'ADDRESSED'})<-[:HAS]-(asked:Actor)
OPTIONAL MATCH (ask)<-[:FROM]-(step:Derivation)<-[:HAS]-(later)
WHERE step.kind IN ['ADOPTS', 'ANSWERS', 'IMPLEMENTS']
WITH text, ask, collect(DISTINCT asked.name) AS of, collect(DISTINCT step.kind + ': ' + later.title) AS answers
RETURN text.title AS text, ask.heading AS heading, ask.position AS position, ask.summary AS ask, of,
  size(answers) > 0 AS answered, answers
ORDER BY answered DESC, text, position

// 4. Asked, and adopted
// Which wording was asked for, and which was adopted?
// The same steps as a table, with their sources.
MATCH (text:Document)-[:ASKS]->(ask:Ask)<-[:FROM]-(step:Derivation)<-[:HAS]-(later)
OPTIONAL MATCH (step)<-[:SUPPORTS]-(citation:Citation)-[:FROM]->(source:Document)
RETURN text.title AS text, ask.position AS ask, step.kind AS step, later.title AS later, step.askedWording AS askedWording,
  step.adoptedWording AS adoptedWording, collect(DISTINCT source.slug + ', ' + citation.locator) AS sources
ORDER BY text, ask

// 3. Who endorsed what?
// Who endorsed what, when, in which capacity, on whose behalf, and does it still stand?
// A withdrawal is a date on the endorsement. An endorsement without it still stands.
MATCH (who:Actor)-[:GAVE]->(given:Endorsement)-[:OF]->(what)
OPTIONAL MATCH (given)-[:ON_BEHALF_OF]->(whole:Actor)
OPTIONAL MATCH (given)-[:VOICED_IN]->(voiced)
OPTIONAL MATCH (given)<-[:SUPPORTS]-(citation:Citation)-[:FROM]->(source:Document)
RETURN who.name AS who, given.kind AS kind, what.title AS what, given.date AS date, given.dateEarliest AS earliest,
  given.capacity AS capacity,
  collect(DISTINCT whole.name) AS onBehalfOf, collect(DISTINCT voiced.title) AS voicedIn,
  coalesce('withdrawn ' + properties(given).withdrawn, 'stands') AS standing,
  collect(DISTINCT source.slug + ', ' + citation.locator) AS sources
ORDER BY what, earliest, who

// 7. Happened by a day
// Which meetings and endorsements may have happened by 31 January 2024?
// The seal on each node says from which day on the node, and everything it needs, may have existed.
WITH date('2024-01-31') AS day
MATCH (happened:Meeting|Endorsement)
WHERE happened.lensFrom <= day
OPTIONAL MATCH (who:Actor)-[:GAVE]->(happened)-[:OF]->(what)
RETURN labels(happened)[-1] AS kind, coalesce(happened.title, who.name + ': ' + what.title) AS what, happened.date AS date,
  happened.lensSurelyFrom <= day AS certainly
ORDER BY happened.dateEarliest, what

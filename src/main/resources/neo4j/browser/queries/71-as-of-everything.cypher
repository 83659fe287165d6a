// 7. Happened by a day
// What had happened by 31 January 2024, for all that its dates allow?
// The seal holds, on each node, from when on it and everything that it needs may have been there.
WITH date('2024-01-31') AS day
MATCH (happened:Meeting|Endorsement)
WHERE happened.lensFrom <= day
OPTIONAL MATCH (who:Actor)-[:GAVE]->(happened)-[:OF]->(what)
RETURN labels(happened)[-1] AS kind, coalesce(happened.title, who.name + ': ' + what.title) AS what, happened.date AS date,
  happened.lensSurelyFrom <= day AS certainly
ORDER BY happened.dateEarliest, what

// 8. Seen by each viewer
// What may each viewer see, by kind?
// lensVisibility is the highest visibility of a node and all that it cannot do without: 0 PUBLIC, 1 NETWORK, 2 RESTRICTED, 3 CONFIDENTIAL. What is in a circle is seen by its members alone.
MATCH (node:Record|Fact)
WITH [label IN labels(node) WHERE NOT label IN ['Record', 'Fact', 'Actor']][0] AS kind, node.lensVisibility AS visibility,
  'lensCircles' IN keys(node) AS inCircle
RETURN kind, sum(CASE WHEN visibility = 0 AND NOT inCircle THEN 1 ELSE 0 END) AS public,
  sum(CASE WHEN visibility <= 1 AND NOT inCircle THEN 1 ELSE 0 END) AS network,
  sum(CASE WHEN visibility <= 2 AND NOT inCircle THEN 1 ELSE 0 END) AS restricted, count(*) AS everything
ORDER BY kind

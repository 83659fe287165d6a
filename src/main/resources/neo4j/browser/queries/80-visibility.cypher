// 8. Seen by each viewer
// How many elements of each kind may each viewer see?
// lensVisibility is the highest visibility of a node and of everything it needs: 0 PUBLIC, 1 NETWORK, 2 RESTRICTED, 3 CONFIDENTIAL. Only members of a circle see its elements.
MATCH (node:Record|Fact)
WITH [label IN labels(node) WHERE NOT label IN ['Record', 'Fact', 'Actor']][0] AS kind, node.lensVisibility AS visibility,
  'lensCircles' IN keys(node) AS inCircle
RETURN kind, sum(CASE WHEN visibility = 0 AND NOT inCircle THEN 1 ELSE 0 END) AS public,
  sum(CASE WHEN visibility <= 1 AND NOT inCircle THEN 1 ELSE 0 END) AS network,
  sum(CASE WHEN visibility <= 2 AND NOT inCircle THEN 1 ELSE 0 END) AS restricted, count(*) AS everything
ORDER BY kind

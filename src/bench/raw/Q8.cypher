CALL () { CALL db.index.fulltext.queryNodes('search_public', $q) YIELD node AS hit WITH hit WHERE (hit.lensVisibility <= $c AND hit.lensCircles IS NULL)
  OPTIONAL MATCH (actor:Actor)-[:KNOWN_AS]->(hit) WITH coalesce(actor, hit) AS n, hit.lensWords AS text WHERE n:Organisation
  RETURN n, text
  UNION ALL MATCH (i:Identification {lensWords: $letters})<-[:IDENTIFIED_BY]-(n:Organisation) WHERE (i.lensVisibility <= $c AND i.lensCircles IS NULL) RETURN n, $text AS text }
WITH n, text, split(text, ' ') AS words, $words[-1] AS last
WITH n, CASE WHEN text = $text THEN 0 WHEN text STARTS WITH $text THEN 1
  WHEN all(w IN $words[0..-1] WHERE w IN words) AND any(x IN words WHERE x STARTS WITH last) THEN 2
  WHEN all(w IN $words WHERE any(x IN words WHERE w = x OR (w = last AND x STARTS WITH w) OR (size(w) > 3 AND NOT w =~ '.*[0-9].*' AND abs(size(w) - size(x)) < CASE WHEN size(w) < 8 THEN 2 ELSE 3 END
    AND (reduce(row = range(0, size(x)), i IN range(1, size(w)) | reduce(next = [i], j IN range(1, size(x)) | next + reduce(least = row[j - 1] + CASE WHEN substring(w, i - 1, 1) = substring(x, j - 1, 1) THEN 0 ELSE 1 END, other IN [row[j] + 1, next[j - 1] + 1] | CASE WHEN other < least THEN other ELSE least END)))[-1] < CASE WHEN size(w) < 8 THEN 2 ELSE 3 END
      OR (size(w) < 8 AND size(w) = size(x) AND any(i IN range(0, size(w) - 2) WHERE x = substring(w, 0, i) + substring(w, i + 1, 1) + substring(w, i, 1) + substring(w, i + 2))))))) THEN 3 END AS class
WHERE class IS NOT NULL
WITH n, min(class) AS class ORDER BY class, n.lensSortKey, n.id
WITH collect({matchClass: ['EXACT', 'PREFIX', 'WORDS', 'TYPO'][class], node: n {.id, .name, .kind, .countryCode}}) AS found
RETURN {search: {totalCount: size(found), edges: found[0..20]}} AS data

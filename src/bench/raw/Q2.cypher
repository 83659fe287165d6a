CALL () { MATCH (o:Organisation {countryCode: $country}) WHERE (o.lensVisibility <= $c AND o.lensCircles IS NULL) RETURN count(*) AS total }
CALL () { MATCH (o:Organisation {countryCode: $country}) WHERE o.lensSortKey IS NOT NULL AND o.id IS NOT NULL AND (o.lensVisibility <= $c AND o.lensCircles IS NULL) WITH o ORDER BY o.lensSortKey, o.id LIMIT 26 RETURN collect(o {.id, .name, .kind, .countryCode}) AS nodes }
RETURN {organisations: {totalCount: total, nodes: nodes[0..25], pageInfo: {hasNextPage: size(nodes) > 25, endCursor: nodes[24].id}}} AS data

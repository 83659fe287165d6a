// 6. Paths between two
// How are Ajeec-Nisped and the G7 connected?
// The three shortest paths over facts. Topics, places and sources do not connect. The table below the drawing lists the sources of each fact.
MATCH way = SHORTEST 3 (:Organisation {slug: 'ajeec-nisped'})
  (()-[:HOLDS|HAS|TOOK_PART|REPRESENTING|GAVE|ON_BEHALF_OF|IN|OF|PART_OF]-()){1,12} (:Government {slug: 'g7'})
RETURN way, [fact IN nodes(way) WHERE fact:Fact |
  [(fact)<-[:SUPPORTS]-(citation:Citation)-[:FROM]->(source:Document) | source.slug + ', ' + citation.locator]] AS sources

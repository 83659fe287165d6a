// Belongs to V003, in a file of its own: Neo4j changes indexes and data in separate transactions only.
// The names and titles that facts repeated for these indexes go with them.
MATCH (fact:Fact) WHERE fact.lensActorName IS NOT NULL OR fact.lensOfTitle IS NOT NULL
REMOVE fact.lensActorName, fact.lensOfTitle;
MATCH ()-[office:HAS_OFFICE_IN]->() WHERE office.lensFromName IS NOT NULL
REMOVE office.lensFromName;

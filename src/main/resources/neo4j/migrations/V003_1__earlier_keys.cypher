// Belongs to V003, in a file of its own: Neo4j changes indexes and data in separate transactions only.
// The names, titles and days that facts and ties repeated for the earlier indexes go with them.
MATCH (element:Fact|Ask)
WHERE element.lensActorName IS NOT NULL OR element.lensOfTitle IS NOT NULL OR element.lensDayEarliest IS NOT NULL
REMOVE element.lensActorName, element.lensOfTitle, element.lensDayEarliest;
MATCH ()-[tie:REPRESENTING|HELD_IN|ABOUT|HAS_OFFICE_IN]->()
WHERE tie.lensFromName IS NOT NULL OR tie.lensDayEarliest IS NOT NULL
REMOVE tie.lensFromName, tie.lensDayEarliest;
// The database warns of names that it has never seen. No date may have a gap yet.
CALL db.createProperty('lensGaps');

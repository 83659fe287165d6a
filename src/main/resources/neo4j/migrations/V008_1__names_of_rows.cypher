// The database warns of names that it has never seen. No row may have been loaded yet.
CALL db.createRelationshipType('READ_FROM');
CALL db.createRelationshipType('TELLS_OF');
CALL db.createRelationshipType('TOLD_OF');
CALL db.createProperty('file');
CALL db.createProperty('sheet');
CALL db.createProperty('line');
CALL db.createProperty('columns');
CALL db.createProperty('texts');
CALL db.createProperty('digest');
CALL db.createProperty('loadId');
CALL db.createProperty('circles');
CALL db.createProperty('erasedAt');

// Belongs to the baseline, in a file of its own: Neo4j makes names and indexes in separate transactions only.
// The database warns of names that it has never seen. Nothing has these yet.
CALL db.createLabel('Retracted');
CALL db.createLabel('Distinction');
CALL db.createRelationshipType('REVISES');
CALL db.createRelationshipType('NAMES');
CALL db.createRelationshipType('STANDS_FOR');
CALL db.createRelationshipType('BETWEEN');
CALL db.createProperty('lensWithheld');
CALL db.createProperty('circles');

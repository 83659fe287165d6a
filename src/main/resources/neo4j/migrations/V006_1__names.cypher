// Nothing has these yet, and the database would warn of names that it has never seen.
CALL db.createLabel('Retracted');
CALL db.createLabel('Distinction');
CALL db.createRelationshipType('REVISES');
CALL db.createRelationshipType('NAMES');
CALL db.createRelationshipType('STANDS_FOR');
CALL db.createRelationshipType('BETWEEN');
CALL db.createProperty('lensWithheld');
CALL db.createProperty('circles');

// The database warns of names that it has never seen. Nothing may have been compared yet.
CALL db.createProperty('pair');
CALL db.createProperty('label');
CALL db.createProperty('likeness');
CALL db.createProperty('one');
CALL db.createProperty('other');
CALL db.createProperty('basis');
CALL db.createProperty('actor');
CALL db.createProperty('ends');
CALL db.createProperty('foundAt');

// The database warns of names that it has never seen. No body may have come from another yet.
CALL db.createLabel('Succession');

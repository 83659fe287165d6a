// Schemes of identifiers compare without case, and search finds a record by an identifier.
CREATE INDEX identification_by_scheme IF NOT EXISTS FOR (fact:Identification) ON (fact.lensScheme, fact.identifier);
CREATE INDEX identification_by_words IF NOT EXISTS FOR (fact:Identification) ON (fact.lensWords);

// Where lists begin: by identifier, by name or title, by the earliest day.
CREATE INDEX identification IF NOT EXISTS FOR (fact:Identification) ON (fact.scheme, fact.identifier);
CREATE INDEX person_name IF NOT EXISTS FOR (record:Person) ON (record.name);
CREATE INDEX organisation_name IF NOT EXISTS FOR (record:Organisation) ON (record.name);
CREATE INDEX government_name IF NOT EXISTS FOR (record:Government) ON (record.name);
CREATE INDEX post_name IF NOT EXISTS FOR (record:Post) ON (record.name);
CREATE INDEX document_title IF NOT EXISTS FOR (record:Document) ON (record.title);
CREATE INDEX initiative_title IF NOT EXISTS FOR (record:Initiative) ON (record.title);
CREATE INDEX meeting_date IF NOT EXISTS FOR (record:Meeting) ON (record.dateEarliest);
CREATE INDEX endorsement_date IF NOT EXISTS FOR (fact:Endorsement) ON (fact.dateEarliest);

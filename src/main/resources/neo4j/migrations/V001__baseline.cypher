// What identifies a record or a fact is unique. Neo4j Community has no stronger constraint.
CREATE CONSTRAINT record_id IF NOT EXISTS FOR (record:Record) REQUIRE record.id IS UNIQUE;
CREATE CONSTRAINT record_slug IF NOT EXISTS FOR (record:Record) REQUIRE record.slug IS UNIQUE;
CREATE CONSTRAINT fact_id IF NOT EXISTS FOR (fact:Fact) REQUIRE fact.id IS UNIQUE;
// Records are found by their identifiers.
CREATE INDEX identification IF NOT EXISTS FOR (fact:Identification) ON (fact.scheme, fact.identifier);
// A data set is known by its name. Two loads of one data set wait for each other on its node.
CREATE CONSTRAINT dataset_name IF NOT EXISTS FOR (dataset:Dataset) REQUIRE dataset.name IS UNIQUE;
// Long lists are read in the order of an index, so each index ends with the keys of the list's order.
CREATE INDEX person_by_name IF NOT EXISTS FOR (f:Person) ON (f.name, f.id);
CREATE INDEX organisation_by_name IF NOT EXISTS FOR (f:Organisation) ON (f.name, f.id);
CREATE INDEX organisation_kind_by_name IF NOT EXISTS FOR (f:Organisation) ON (f.kind, f.name, f.id);
CREATE INDEX organisation_country_by_name IF NOT EXISTS FOR (f:Organisation) ON (f.countryCode, f.name, f.id);
CREATE INDEX government_by_name IF NOT EXISTS FOR (f:Government) ON (f.name, f.id);
CREATE INDEX government_kind_by_name IF NOT EXISTS FOR (f:Government) ON (f.kind, f.name, f.id);
CREATE INDEX government_country_by_name IF NOT EXISTS FOR (f:Government) ON (f.countryCode, f.name, f.id);
CREATE INDEX post_by_name IF NOT EXISTS FOR (f:Post) ON (f.name, f.id);
CREATE INDEX topic_by_name IF NOT EXISTS FOR (f:Topic) ON (f.name, f.id);
CREATE INDEX place_by_name IF NOT EXISTS FOR (f:Place) ON (f.name, f.id);
CREATE INDEX place_country_by_name IF NOT EXISTS FOR (f:Place) ON (f.countryCode, f.name, f.id);
CREATE INDEX meeting_by_date IF NOT EXISTS FOR (f:Meeting) ON (f.dateEarliest, f.dateLatest, f.id);
CREATE INDEX meeting_kind_by_date IF NOT EXISTS FOR (f:Meeting) ON (f.kind, f.dateEarliest, f.dateLatest, f.id);
CREATE INDEX meeting_by_title IF NOT EXISTS FOR (f:Meeting) ON (f.title, f.id);
CREATE INDEX meeting_span IF NOT EXISTS FOR (f:Meeting) ON (f.lensSpanEnds);
CREATE INDEX document_by_date IF NOT EXISTS FOR (f:Document) ON (f.dateEarliest, f.dateLatest, f.id);
CREATE INDEX document_kind_by_date IF NOT EXISTS FOR (f:Document) ON (f.kind, f.dateEarliest, f.dateLatest, f.id);
CREATE INDEX document_language_by_date IF NOT EXISTS FOR (f:Document) ON (f.language, f.dateEarliest, f.dateLatest, f.id);
CREATE INDEX document_by_title IF NOT EXISTS FOR (f:Document) ON (f.title, f.id);
CREATE INDEX document_span IF NOT EXISTS FOR (f:Document) ON (f.lensSpanEnds);
CREATE INDEX initiative_by_title IF NOT EXISTS FOR (f:Initiative) ON (f.title, f.id);
CREATE INDEX initiative_kind_by_title IF NOT EXISTS FOR (f:Initiative) ON (f.kind, f.title, f.id);
CREATE INDEX endorsement_by_date IF NOT EXISTS FOR (f:Endorsement) ON (f.dateEarliest, f.dateLatest, f.id);
CREATE INDEX endorsement_kind_by_date IF NOT EXISTS FOR (f:Endorsement) ON (f.kind, f.dateEarliest, f.dateLatest, f.id);
CREATE INDEX endorsement_span IF NOT EXISTS FOR (f:Endorsement) ON (f.lensSpanEnds);
CREATE INDEX endorsement_of_by_date IF NOT EXISTS FOR (f:Endorsement) ON (f.lensOfId, f.dateEarliest, f.dateLatest, f.id);
CREATE INDEX endorsement_actor_by_date IF NOT EXISTS FOR (f:Endorsement) ON (f.lensActorId, f.dateEarliest, f.dateLatest, f.id);
CREATE INDEX endorsement_by_name IF NOT EXISTS FOR (f:Endorsement) ON (f.lensActorName, f.id);
CREATE INDEX endorsement_by_title IF NOT EXISTS FOR (f:Endorsement) ON (f.lensOfTitle, f.id);
CREATE INDEX ask_by_document IF NOT EXISTS FOR (f:Ask) ON (f.lensDayEarliest, f.lensInSlug, f.lensLast, f.id);
CREATE INDEX claim_by_measure IF NOT EXISTS FOR (f:Claim) ON (f.measure, f.dateEarliest, f.id);
CREATE INDEX claim_by_date IF NOT EXISTS FOR (f:Claim) ON (f.dateEarliest, f.dateLatest, f.id);
CREATE INDEX status_change_status IF NOT EXISTS FOR (f:StatusChange) ON (f.status);
CREATE INDEX role_in_by_name IF NOT EXISTS FOR (f:Role) ON (f.lensInId, f.lensActorName);
CREATE INDEX membership_in_by_name IF NOT EXISTS FOR (f:Membership) ON (f.lensInId, f.kind, f.lensActorName);
CREATE INDEX participation_in_by_name IF NOT EXISTS FOR (f:Participation) ON (f.lensInId, f.lensActorName);
CREATE INDEX participation_actor_by_date IF NOT EXISTS FOR (f:Participation) ON (f.lensActorId, f.lensDayEarliest, f.lensDayLatest, f.lensInId);
CREATE INDEX involvement_by_kind IF NOT EXISTS FOR (f:Involvement) ON (f.kind, f.lensActorName);
CREATE INDEX involvement_by_name IF NOT EXISTS FOR (f:Involvement) ON (f.lensActorName, f.id);
CREATE INDEX involvement_in_by_kind IF NOT EXISTS FOR (f:Involvement) ON (f.lensInId, f.kind, f.lensActorName);
CREATE INDEX citation_in_by_locator IF NOT EXISTS FOR (f:Citation) ON (f.lensInId, f.locator, f.id);
CREATE INDEX representing_to_by_date IF NOT EXISTS FOR ()-[t:REPRESENTING]-() ON (t.lensToId, t.lensDayEarliest, t.lensDayLatest, t.lensFromId);
CREATE INDEX held_in_to_by_date IF NOT EXISTS FOR ()-[t:HELD_IN]-() ON (t.lensToId, t.lensDayEarliest, t.lensDayLatest, t.lensFromId);
CREATE INDEX about_to_by_date IF NOT EXISTS FOR ()-[t:ABOUT]-() ON (t.lensToId, t.lensFromKind, t.lensDayEarliest, t.lensDayLatest, t.lensFromId);
CREATE INDEX office_in_to_by_name IF NOT EXISTS FOR ()-[t:HAS_OFFICE_IN]-() ON (t.lensToId, t.lensFromName);
// Search has one index for each visibility, for elements in no circle, and one for elements in circles.
// Sealing writes their texts word by word, so words are separated by spaces only.
CREATE FULLTEXT INDEX search_public IF NOT EXISTS FOR (element:Record|Name) ON EACH [element.lensSearch0]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}};
CREATE FULLTEXT INDEX search_network IF NOT EXISTS FOR (element:Record|Name) ON EACH [element.lensSearch1]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}};
CREATE FULLTEXT INDEX search_restricted IF NOT EXISTS FOR (element:Record|Name) ON EACH [element.lensSearch2]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}};
CREATE FULLTEXT INDEX search_confidential IF NOT EXISTS FOR (element:Record|Name) ON EACH [element.lensSearch3]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}};
CREATE FULLTEXT INDEX search_circles IF NOT EXISTS FOR (element:Record|Name) ON EACH [element.lensSearchCircled]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}};
// Beside records and facts: history entries, acts, former slugs and ids, and pairs that are not the same.
CREATE CONSTRAINT revision_id IF NOT EXISTS FOR (revision:Revision) REQUIRE revision.id IS UNIQUE;
CREATE CONSTRAINT act_id IF NOT EXISTS FOR (act:Act) REQUIRE act.id IS UNIQUE;
CREATE CONSTRAINT act_request IF NOT EXISTS FOR (act:Act) REQUIRE act.request IS UNIQUE;
CREATE CONSTRAINT alias_name IF NOT EXISTS FOR (alias:Alias) REQUIRE alias.name IS UNIQUE;
// History is read latest first.
CREATE INDEX revision_element_by_moment IF NOT EXISTS FOR (revision:Revision) ON (revision.elementId, revision.moment, revision.version, revision.id);
CREATE INDEX revision_moment IF NOT EXISTS FOR (revision:Revision) ON (revision.moment, revision.version, revision.id);
CREATE INDEX revision_element IF NOT EXISTS FOR (revision:Revision) ON (revision.elementId);
// All entries of one act, to take it back.
CREATE INDEX revision_act IF NOT EXISTS FOR (revision:Revision) ON (revision.actId);
CREATE CONSTRAINT distinction_pair IF NOT EXISTS FOR (distinction:Distinction) REQUIRE distinction.pair IS UNIQUE;
// An erased element must not come back with a load.
CREATE CONSTRAINT tombstone_id IF NOT EXISTS FOR (stone:Tombstone) REQUIRE stone.id IS UNIQUE;
// Each request with a token looks it up by the digest of its secret. It is revoked by its id.
CREATE CONSTRAINT machine_token_hash IF NOT EXISTS FOR (token:MachineToken) REQUIRE token.hash IS UNIQUE;
CREATE CONSTRAINT machine_token_id IF NOT EXISTS FOR (token:MachineToken) REQUIRE token.id IS UNIQUE;

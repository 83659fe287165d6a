// What is kept beside records and facts: entries of their history, the acts that made them, former slugs and ids.
CREATE CONSTRAINT revision_id IF NOT EXISTS FOR (revision:Revision) REQUIRE revision.id IS UNIQUE;
CREATE CONSTRAINT act_id IF NOT EXISTS FOR (act:Act) REQUIRE act.id IS UNIQUE;
CREATE CONSTRAINT act_request IF NOT EXISTS FOR (act:Act) REQUIRE act.request IS UNIQUE;
CREATE CONSTRAINT alias_name IF NOT EXISTS FOR (alias:Alias) REQUIRE alias.name IS UNIQUE;
// Histories are read latest first.
CREATE INDEX revision_of IF NOT EXISTS FOR (revision:Revision) ON (revision.of, revision.moment, revision.version, revision.id);
CREATE INDEX revision_moment IF NOT EXISTS FOR (revision:Revision) ON (revision.moment, revision.version, revision.id);
CREATE INDEX revision_element IF NOT EXISTS FOR (revision:Revision) ON (revision.of);
// What one act did, to take it back.
CREATE INDEX revision_act IF NOT EXISTS FOR (revision:Revision) ON (revision.actId);
CREATE CONSTRAINT distinction_pair IF NOT EXISTS FOR (distinction:Distinction) REQUIRE distinction.pair IS UNIQUE;
// What was erased, and must not come back by a load.
CREATE CONSTRAINT tombstone_id IF NOT EXISTS FOR (stone:Tombstone) REQUIRE stone.id IS UNIQUE;

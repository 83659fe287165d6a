// What identifies a record or a fact is unique; Neo4j Community can say no more than that.
CREATE CONSTRAINT record_id IF NOT EXISTS FOR (record:Record) REQUIRE record.id IS UNIQUE;
CREATE CONSTRAINT record_slug IF NOT EXISTS FOR (record:Record) REQUIRE record.slug IS UNIQUE;
CREATE CONSTRAINT fact_id IF NOT EXISTS FOR (fact:Fact) REQUIRE fact.id IS UNIQUE;

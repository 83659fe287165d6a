// What makes two records look like the same one, found when they are written.
CREATE CONSTRAINT likeness_key IF NOT EXISTS FOR (likeness:Likeness) REQUIRE likeness.key IS UNIQUE;
CREATE INDEX likeness_pair IF NOT EXISTS FOR (likeness:Likeness) ON (likeness.pair);
CREATE INDEX likeness_label IF NOT EXISTS FOR (likeness:Likeness) ON (likeness.label, likeness.likeness);
CREATE CONSTRAINT likeness_search_name IF NOT EXISTS FOR (search:LikenessSearch) REQUIRE search.name IS UNIQUE;

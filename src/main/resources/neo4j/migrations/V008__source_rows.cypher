// The rows of tables that were loaded.
CREATE CONSTRAINT source_row_id IF NOT EXISTS FOR (row:SourceRow) REQUIRE row.id IS UNIQUE;

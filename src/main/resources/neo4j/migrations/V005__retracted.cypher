// Retracted elements have no label that queries match. Their ids and slugs stay reserved.
CREATE CONSTRAINT retracted_id IF NOT EXISTS FOR (element:Retracted) REQUIRE element.id IS UNIQUE;
CREATE CONSTRAINT retracted_slug IF NOT EXISTS FOR (element:Retracted) REQUIRE element.slug IS UNIQUE;

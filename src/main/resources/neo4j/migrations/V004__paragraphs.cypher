// A paragraph is found by its document and its label, as the locator of a citation names it.
CREATE CONSTRAINT paragraph_label IF NOT EXISTS FOR (paragraph:Paragraph) REQUIRE (paragraph.documentId, paragraph.label) IS UNIQUE;

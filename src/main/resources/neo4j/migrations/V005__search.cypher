// Where search looks: one index for each visibility up to which it reaches, without what is in a circle, and one for that.
// The sealing writes what stands in them, word by word, so they only part at spaces.
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

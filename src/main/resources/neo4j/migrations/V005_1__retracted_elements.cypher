// The database warns of names that it has never seen. Nothing has these yet.
CALL db.createProperty('ownKind');
CALL db.createProperty('follows');
// Until now, retracted elements had the label Retracted beside their other labels.
// The seal, which is made anew at the same start, moves the elements that depend on these.
MATCH (element:Retracted)
WHERE element:Record OR element:Fact
WITH element, head([label IN labels(element) WHERE NOT label IN ['Record', 'Fact', 'Actor', 'Retracted']]) AS kind,
  [label IN labels(element) WHERE label <> 'Retracted'] AS live
SET element.ownKind = element.kind, element.kind = kind
REMOVE element:$(live);

// The database warns of names that it has never seen. Nothing has these yet.
CALL db.createProperty('idSecret');
CALL db.createProperty('secret');
// A data set that was loaded before is as hidden as the most visible of what was loaded with it.
MATCH (element:Record|Fact|Retracted)
WHERE element.recordedBy STARTS WITH 'import:'
WITH substring(element.recordedBy, 7) AS name, min(element.visibility) AS visibility,
  collect(DISTINCT coalesce(element.circle, '')) AS circles
MATCH (dataset:Dataset {name: name})
SET dataset.visibility = visibility,
  dataset.circle = CASE WHEN size(circles) = 1 AND circles[0] <> '' THEN circles[0] END;

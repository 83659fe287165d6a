// 4. From letter to policy
// What came of the open letter to the G7, and who endorsed each step?
// Follows the letter’s asks to what took them up and on from there; both wordings stand on each derivation.
MATCH asked = (:Document {slug: 'open-letter-g7-2024'})-[:ASKS]->(:Ask)<-[:FROM]-(:Derivation)<-[:HAS]-(first)
MATCH on = (first) (()<-[:FROM]-(:Derivation)<-[:HAS]-()){0,6} (later)
OPTIONAL MATCH endorsed = (later)<-[:OF]-(:Endorsement)<-[:GAVE]-(:Actor)
RETURN asked, on, endorsed

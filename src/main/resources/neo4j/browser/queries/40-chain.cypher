// 4. From letter to policy
// Which texts followed from the open letter to the G7, and who endorsed each step?
// Follows the asks of the letter to the texts that took them up, and from there to later texts. Each derivation has both wordings.
MATCH asked = (:Document {slug: 'open-letter-g7-2024'})-[:ASKS]->(:Ask)<-[:FROM]-(:Derivation)<-[:HAS]-(first)
MATCH on = (first) (()<-[:FROM]-(:Derivation)<-[:HAS]-()){0,6} (later)
OPTIONAL MATCH endorsed = (later)<-[:OF]-(:Endorsement)<-[:GAVE]-(:Actor)
RETURN asked, on, endorsed

// The endorsements on behalf of an actor, by date.
CREATE INDEX on_behalf_of_by_date IF NOT EXISTS FOR ()-[t:ON_BEHALF_OF]-() ON (t.lensToId, t.lensDayEarliest, t.lensDayLatest, t.lensFromId);

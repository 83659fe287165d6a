// The endorsements on behalf of an actor, by day.
CREATE INDEX on_behalf_of_by_day IF NOT EXISTS FOR ()-[t:ON_BEHALF_OF]-() ON (t.lensToId, t.lensDay, t.lensDayLatest, t.lensFromId);

// Lists by day are in the order of lensDay since V003. This one had its index by the bounds of dates.
DROP INDEX on_behalf_of_by_date IF EXISTS;
CREATE INDEX on_behalf_of_by_day IF NOT EXISTS FOR ()-[t:ON_BEHALF_OF]-() ON (t.lensToId, t.lensDay, t.lensDayLatest, t.lensFromId);

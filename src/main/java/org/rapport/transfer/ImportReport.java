package org.rapport.transfer;

import java.util.Map;

import org.rapport.kernel.Kind;

/**
 * What a load did to the graph.
 *
 * @param dataset the data set
 * @param kinds what was done, by kind; kinds that the file does not have are absent
 */
public record ImportReport(Dataset dataset, Map<Kind, ImportCounts> kinds) {

	/**
	 * What was done to one kind.
	 *
	 * @param created new in the graph
	 * @param changed in the graph already, and different now
	 * @param unchanged in the graph already, as the file says
	 * @param removed citations that a line of the file had before and no longer has;
	 * always 0 for other kinds
	 */
	public record ImportCounts(long created, long changed, long unchanged, long removed) {

		static final ImportCounts NONE = new ImportCounts(0, 0, 0, 0);

		ImportCounts plus(ImportCounts more) {
			return new ImportCounts(this.created + more.created, this.changed + more.changed,
					this.unchanged + more.unchanged, this.removed + more.removed);
		}

	}

	/** What was done to all kinds together. */
	public ImportCounts total() {
		return this.kinds.values().stream().reduce(ImportCounts.NONE, ImportCounts::plus);
	}

}

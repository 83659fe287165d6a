package org.rapport.transfer;

import java.util.List;
import java.util.Map;

import org.rapport.kernel.Kind;

/**
 * The result of a load.
 *
 * @param dataset the data set
 * @param kinds the counts by kind; kinds that the file does not have are absent
 * @param warnings the first texts of the file that were cleaned, at most 100
 * @param warningCount the number of all texts that were cleaned
 * @param resumed whether an earlier load of the data set had stopped, and this one took
 * its place
 * @param retractions how much was retracted because the file does not state it any more
 * @param kept the elements that stay as they are although the file says something else
 */
public record ImportReport(Dataset dataset, Map<Kind, ImportCounts> kinds, List<Problem> warnings, int warningCount,
		boolean resumed, Retractions retractions, List<KeptElement> kept) {

	public ImportReport {
		kept = List.copyOf(kept);
	}

	/**
	 * The counts of one kind.
	 *
	 * @param created elements that are new in the graph
	 * @param changed elements that were in the graph and are different now
	 * @param unchanged elements that were in the graph as the file states them
	 * @param removed elements that were retracted: citations that a line does not have
	 * any more, and what the file does not state any more if it is the whole data set.
	 * What goes only together with another element is not counted
	 */
	public record ImportCounts(long created, long changed, long unchanged, long removed) {

		static final ImportCounts NONE = new ImportCounts(0, 0, 0, 0);

		ImportCounts plus(ImportCounts more) {
			return new ImportCounts(this.created + more.created, this.changed + more.changed,
					this.unchanged + more.unchanged, this.removed + more.removed);
		}

	}

	/** The counts of all kinds together. */
	public ImportCounts total() {
		return this.kinds.values().stream().reduce(ImportCounts.NONE, ImportCounts::plus);
	}

}

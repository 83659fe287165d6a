package org.rapport.transfer;

import java.util.List;

/**
 * What was done, or would be done, to take a load back.
 *
 * @param dataset the data set
 * @param retracted the number of elements that the load had made, and that were retracted
 * @param restored the number of elements that the load had changed or retracted, and that
 * are again what they were before
 * @param kept the elements that stay as they are, because others changed them since or
 * refer to them
 * @param dryRun whether nothing was written
 */
public record UndoReport(Dataset dataset, long retracted, long restored, List<KeptElement> kept, boolean dryRun) {

	public UndoReport {
		kept = List.copyOf(kept);
	}

}

package org.rapport.transfer;

import java.time.OffsetDateTime;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What was done, or would be done, to take a load back.
 *
 * @param dataset the data set
 * @param loadedAt when the load had written last. Loads since then have changed nothing.
 * Null if the load had written nothing
 * @param retracted the number of records and facts that the load had made, and that were
 * retracted
 * @param citations the number of citations that were retracted, alone or together with
 * what they supported
 * @param restored the number of elements that the load had changed or retracted, and that
 * are again what they were before
 * @param kept the elements that stay as they are, because others changed them since or
 * refer to them
 * @param dryRun whether nothing was written
 */
public record UndoReport(Dataset dataset, @Nullable OffsetDateTime loadedAt, long retracted, long citations,
		long restored, List<KeptElement> kept, boolean dryRun) {

	public UndoReport {
		kept = List.copyOf(kept);
	}

}

package org.rapport.transfer;

import java.time.ZonedDateTime;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Hiding;

/**
 * A data set in the graph.
 *
 * @param dataset its name, title and licence
 * @param hiding from whom it is hidden
 * @param loadedAt when its last load finished; null if none has, or if an earlier version
 * of Rapport loaded it
 * @param elements the number of elements of its last load
 * @param stopped whether a load has begun and not finished
 * @param written the number of elements that the load that has not finished has written
 * @param takenBackAt when its last load was taken back; null if it was not
 */
public record LoadedDataset(Dataset dataset, Hiding hiding, @Nullable ZonedDateTime loadedAt, long elements,
		boolean stopped, long written, @Nullable ZonedDateTime takenBackAt) {
}

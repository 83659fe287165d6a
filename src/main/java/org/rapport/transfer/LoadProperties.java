package org.rapport.transfer;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for loading files.
 *
 * @param batchSize the most elements of a batch. Smaller batches let others write sooner,
 * and take longer together
 */
@ConfigurationProperties("rapport.load")
record LoadProperties(@DefaultValue("1000") int batchSize) {

	LoadProperties {
		if (batchSize < 1 || batchSize > LoadPace.MOST) {
			throw new IllegalArgumentException(
					"rapport.load.batch-size is %d; give 1 to %d".formatted(batchSize, LoadPace.MOST));
		}
	}

}

package org.rapport.transfer;

import java.util.List;

/**
 * Thrown if a load would retract more of its data set than somebody has accepted. Nothing
 * was written.
 */
public class TooManyRetractions extends ImportRefused {

	TooManyRetractions(Retractions retractions) {
		super(retractions.message(), List.of());
	}

}

package org.rapport.export;

import org.rapport.endpoint.Places;
import org.springframework.stereotype.Component;

/** The places for tables that are read at the same time. Nobody waits for one. */
@Component
class TablePlaces {

	private final Places places;

	TablePlaces(TableProperties properties) {
		this.places = new Places(properties.atOnce(), properties.perViewer(), 0, 0);
	}

	/**
	 * Takes a place.
	 * @return whether one was free for this viewer
	 */
	boolean enter(String viewer) {
		return this.places.enter(viewer);
	}

	/** Gives a place back. */
	void leave(String viewer) {
		this.places.leave(viewer);
	}

}

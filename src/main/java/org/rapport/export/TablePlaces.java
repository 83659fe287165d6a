package org.rapport.export;

import java.util.HashMap;
import java.util.Map;

import org.springframework.stereotype.Component;

/** The places for tables that are read at the same time. */
@Component
class TablePlaces {

	private final int all;

	private final int perViewer;

	private final Map<String, Integer> taken = new HashMap<>();

	private int total;

	TablePlaces(TableProperties properties) {
		this.all = properties.atOnce();
		this.perViewer = properties.perViewer();
	}

	/**
	 * Takes a place.
	 * @return whether one was free for this viewer
	 */
	synchronized boolean enter(String viewer) {
		int own = this.taken.getOrDefault(viewer, 0);
		if (this.total >= this.all || own >= this.perViewer) {
			return false;
		}
		this.taken.put(viewer, own + 1);
		this.total++;
		return true;
	}

	/** Gives a place back. */
	synchronized void leave(String viewer) {
		this.taken.computeIfPresent(viewer, (name, own) -> (own > 1) ? own - 1 : null);
		this.total--;
	}

}

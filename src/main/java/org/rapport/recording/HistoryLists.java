package org.rapport.recording;

import java.util.List;

import org.rapport.api.FieldLists;
import org.rapport.api.ListFields;
import org.springframework.stereotype.Component;

/** The list of the versions of an element. */
@Component
class HistoryLists implements FieldLists {

	private final HistoryGraph history;

	HistoryLists(HistoryGraph history) {
		this.history = history;
	}

	@Override
	public void describe(ListFields fields) {
		List.of("Subject", "Fact", "Citation")
			.forEach((type) -> fields.page(type, "history", this.history.ofElement()));
	}

}

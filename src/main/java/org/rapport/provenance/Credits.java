package org.rapport.provenance;

import java.util.Collection;
import java.util.List;

import org.rapport.graph.DatasetGraph;
import org.rapport.kernel.Clearance;
import org.springframework.stereotype.Component;

/** Says whom to credit for what was loaded: the titles and licences of data sets. */
@Component
public class Credits {

	private final DatasetGraph datasets;

	Credits(DatasetGraph datasets) {
		this.datasets = datasets;
	}

	/**
	 * For each data set its title, and its licence if it states one. A data set that
	 * viewers with this clearance may not know of is left out.
	 * @param names the names of the data sets
	 */
	public List<String> lines(Collection<String> names, Clearance clearance) {
		return this.datasets.named(names, clearance)
			.values()
			.stream()
			.map((dataset) -> dataset.title() + ((dataset.licence() != null) ? " (" + dataset.licence() + ")" : ""))
			.toList();
	}

}

package org.rapport.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.rapport.kernel.Ids;
import org.rapport.transfer.KeptElement;
import org.rapport.transfer.KeptElement.Why;

/** Tells how many elements a load or an undo left as they are, and why. */
final class KeptElements {

	private static final int SHOWN = 3;

	private KeptElements() {
	}

	static void tell(List<KeptElement> kept, PrintWriter out) {
		Map<Why, List<KeptElement>> byReason = kept.stream()
			.collect(Collectors.groupingBy(KeptElement::why, TreeMap::new, Collectors.toList()));
		byReason
			.forEach((why, elements) -> out.printf("  %,9d left as they are: %s (%s%s)%n", elements.size(), why.words(),
					elements.stream()
						.limit(SHOWN)
						.map((element) -> Ids.kindOf(element.id()).label() + " " + element.id())
						.collect(Collectors.joining(", ")),
					(elements.size() > SHOWN) ? ", …" : ""));
	}

}

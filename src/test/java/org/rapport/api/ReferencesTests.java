package org.rapport.api;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.rapport.api.References.Remembering;
import org.rapport.kernel.Certainty;
import org.rapport.kernel.Clearance;
import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Listing;
import org.rapport.kernel.NodeLookup;
import org.rapport.kernel.RapportException;
import org.rapport.kernel.Reference;
import org.rapport.kernel.Visibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ReferencesTests {

	private static final Lens LENS = Lens.of(Clearance.PUBLIC);

	private static final Reference KNOWN = Reference.toSlug("known");

	private static final Reference UNKNOWN = Reference.toSlug("unknown");

	private static final Entry ENTRY = new Entry("org_aaaaaaaaaaaaaaaaaaaa", Visibility.PUBLIC, null,
			OffsetDateTime.MIN, "curator", 1);

	private final Graph graph = new Graph();

	private final NodeLookup lookup = new Remembering(this.graph);

	@Test
	void looksEachReferenceUpOnce() {
		assertThat(this.lookup.find(LENS, KNOWN, Kind.RECORDS)).isPresent();
		assertThat(this.lookup.find(LENS, KNOWN, EnumSet.copyOf(Kind.RECORDS))).isPresent();
		assertThat(this.graph.asked).containsExactly(List.of(KNOWN));
	}

	@Test
	void remembersThatThereIsNone() {
		assertThat(this.lookup.idOf(LENS, UNKNOWN, Kind.RECORDS)).isEmpty();
		assertThat(this.lookup.idOf(LENS, UNKNOWN, Kind.RECORDS)).isEmpty();
		assertThat(this.graph.asked).containsExactly(List.of(UNKNOWN));
	}

	@Test
	void asksOnlyForWhatItDoesNotKnow() {
		this.lookup.find(LENS, KNOWN, Kind.RECORDS);
		assertThat(this.lookup.find(LENS, List.of(KNOWN, UNKNOWN, UNKNOWN), Kind.RECORDS)).containsOnlyKeys(KNOWN);
		assertThat(this.graph.asked).containsExactly(List.of(KNOWN), List.of(UNKNOWN));
	}

	@Test
	void asksAgainThroughAnotherLensAndForOtherKinds() {
		this.lookup.find(LENS, KNOWN, Kind.RECORDS);
		this.lookup.find(LENS.asOf(LocalDate.of(2024, 1, 1), Certainty.CERTAIN), KNOWN, Kind.RECORDS);
		this.lookup.find(LENS, KNOWN, Kind.ACTORS);
		assertThat(this.graph.asked).hasSize(3);
	}

	@Test
	void doesNotRememberAFailure() {
		this.graph.refuses = true;
		assertThatExceptionOfType(RapportException.class).isThrownBy(() -> this.lookup.find(LENS, KNOWN, Kind.RECORDS));
		this.graph.refuses = false;
		assertThat(this.lookup.find(LENS, KNOWN, Kind.RECORDS)).isPresent();
	}

	@Test
	void sharesOneLookUpAmongFieldsAtTheSameTime() throws Exception {
		ExecutorService fields = Executors.newFixedThreadPool(8);
		try {
			List<Future<Optional<Element>>> found = new ArrayList<>();
			IntStream.range(0, 50)
				.forEach((i) -> found.add(fields.submit(() -> this.lookup.find(LENS, KNOWN, Kind.RECORDS))));
			for (Future<Optional<Element>> each : found) {
				assertThat(each.get()).isPresent();
			}
			assertThat(this.graph.asked).hasSize(1);
		}
		finally {
			fields.shutdownNow();
		}
	}

	private static final class Graph implements NodeLookup {

		private final List<List<Reference>> asked = new ArrayList<>();

		private boolean refuses;

		@Override
		public Map<String, Element> byId(Lens lens, Collection<String> ids) {
			return Map.of();
		}

		@Override
		public Listing<Element> named(boolean bySlug) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Map<Reference, Element> find(Lens lens, Collection<Reference> references, Set<Kind> kinds) {
			if (this.refuses) {
				throw new RapportException(ErrorCode.TIMEOUT, "It took too long");
			}
			this.asked.add(List.copyOf(references));
			return references.stream()
				.filter((reference) -> reference.equals(KNOWN))
				.collect(Collectors.toMap((reference) -> reference, (reference) -> () -> ENTRY));
		}

	}

}

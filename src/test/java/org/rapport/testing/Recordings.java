package org.rapport.testing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import tools.jackson.databind.JsonNode;

import org.rapport.testing.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends a hundred recordings at once to a process that is killed meanwhile, and remembers
 * which ones were acknowledged.
 */
public final class Recordings {

	private static final int ALL = 100;

	private static final int AT_ONCE = 32;

	private static final int FEWEST = 20;

	private static final int MOST = 40;

	private final String title;

	private final LocalDate day;

	private final String[] authorization;

	private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

	private final AtomicInteger failed = new AtomicInteger();

	/**
	 * Prepares recordings of meetings.
	 * @param title the beginning of their titles
	 * @param day the day of all meetings, to find them among others
	 * @param token the token of the curator
	 */
	public Recordings(String title, LocalDate day, String token) {
		this.title = title;
		this.day = day;
		this.authorization = new String[] { "Authorization", "Bearer " + token };
	}

	/** Sends all of them, and kills the process after 20 to 40 were acknowledged. */
	public void killAmid(Instance instance) throws Exception {
		endAmid(instance, Process::destroyForcibly);
	}

	/** The same with another way to end the process. */
	public void endAmid(Instance instance, Consumer<Process> end) throws Exception {
		Client client = new Client(instance.port());
		int first = ThreadLocalRandom.current().nextInt(FEWEST, MOST);
		CountDownLatch enough = new CountDownLatch(first);
		ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
		IntStream.range(0, ALL).forEach((i) -> pool.execute(() -> record(client, i, enough)));
		assertThat(enough.await(5, TimeUnit.MINUTES)).isTrue();
		end.accept(instance.process());
		instance.process().waitFor();
		pool.shutdown();
		assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
		assertThat(this.acknowledged.size()).isGreaterThanOrEqualTo(first).isLessThan(ALL);
		assertThat(this.acknowledged.size() + this.failed.get()).isEqualTo(ALL);
	}

	private void record(Client client, int number, CountDownLatch enough) {
		String own = this.title + " " + number;
		Map<String, Object> input = Map.of("title", own, "kind", "BRIEFING", "date", this.day.toString(), "visibility",
				"PUBLIC", "idempotencyKey", own, "citations",
				List.of(Map.of("document", Map.of("newDocument", Map.of("title", own, "kind", "BRIEF")), "locator",
						"p. 1")),
				"participations",
				List.of(Map.of("actor", Map.of("slug", "united-kingdom")), Map.of("actor", Map.of("slug", "allmep")),
						Map.of("actor", Map.of("newPerson", Map.of("name", own)))));
		try {
			Answer answer = client.ask(Curator.mutation("recordMeeting", "meeting { id }"), Map.of("input", input),
					this.authorization);
			if (answer.data("recordMeeting/meeting/id").isString()) {
				this.acknowledged.add(own);
				enough.countDown();
				return;
			}
		}
		catch (RuntimeException ex) {
			// The process ended, as intended.
		}
		this.failed.incrementAndGet();
	}

	/**
	 * Checks that every acknowledged recording exists and that every existing one is
	 * complete.
	 * @return how many were acknowledged, and how many exist
	 */
	public List<Integer> assertWhole(Instance instance) throws Exception {
		Client client = new Client(instance.port());
		List<String> there = new ArrayList<>();
		String after = "null";
		JsonNode page;
		do {
			page = client
				.ask("""
						{ meetings(filter: { during: "%s" }, first: 100, after: %s) { pageInfo { hasNextPage endCursor } nodes { title citations { document { title } }
						  participations { totalCount nodes { actor { name } citations { document { title } } } } history { totalCount } } } }"""
					.formatted(this.day, after), this.authorization)
				.data("meetings");
			page.at("/nodes").forEach((meeting) -> {
				if (meeting.at("/title").asString().startsWith(this.title)) {
					there.add(whole(meeting));
				}
			});
			after = "\"" + page.at("/pageInfo/endCursor").asString() + "\"";
		}
		while (page.at("/pageInfo/hasNextPage").asBoolean());
		assertThat(there).doesNotHaveDuplicates().containsAll(this.acknowledged);
		return List.of(this.acknowledged.size(), there.size());
	}

	private static String whole(JsonNode meeting) {
		String own = meeting.at("/title").asString();
		assertThat(meeting.at("/citations/0/document/title").asString()).isEqualTo(own);
		assertThat(meeting.at("/history/totalCount").asInt()).isEqualTo(1);
		assertThat(meeting.at("/participations/totalCount").asInt()).isEqualTo(3);
		assertThat(meeting.at("/participations/nodes").findValuesAsString("name")).contains(own);
		meeting.at("/participations/nodes")
			.forEach((participation) -> assertThat(participation.at("/citations/0/document/title").asString())
				.isEqualTo(own));
		return own;
	}

}

package org.rapport.endpoint;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Tests who gets the next free place. */
class PlacesTests {

	private final List<String> begun = new ArrayList<>();

	private final Places places = new Places(4, 2, 8, 1);

	@Test
	void areTakenUntilNoneIsFree() {
		assertThat(enter("a", "a", "b", "b")).containsExactly(true, true, true, true);
		assertThat(this.places.enter("c")).isFalse();
		this.places.leave("a");
		assertThat(this.places.enter("c")).isTrue();
	}

	@Test
	void keepSomeForOthers() {
		assertThat(enter("greedy", "greedy", "greedy", "quiet")).containsExactly(true, true, false, true);
	}

	@Test
	void goToWhoeverHasTheFewest() {
		enter("a", "a", "b", "b");
		await("a", "a 3");
		await("c", "c 1");
		this.places.leave("b");
		assertThat(this.begun).containsExactly("c 1");
		this.places.leave("a");
		assertThat(this.begun).containsExactly("c 1", "a 3");
	}

	@Test
	void goRoundAmongThoseWhoHaveAsMany() {
		Places one = new Places(1, 1, 40, 0);
		one.enter("x");
		for (int i = 1; i <= 3; i++) {
			one.await("a", begins("a " + i));
			one.await("b", begins("b " + i));
		}
		one.leave("x");
		one.leave("a");
		one.leave("b");
		one.leave("a");
		assertThat(this.begun).containsExactly("a 1", "b 1", "a 2", "b 2");
	}

	@Test
	void areTakenAtOnceIfOneIsFree() {
		await("a", "a 1");
		assertThat(this.begun).containsExactly("a 1");
	}

	@Test
	void refuseAfterAQuarterOfThoseWhoMayWaitHasOneAddress() {
		enter("a", "a", "b", "b");
		assertThat(this.places.await("a", begins("a 3"))).isTrue();
		assertThat(this.places.await("a", begins("a 4"))).isTrue();
		assertThat(this.places.await("a", begins("a 5"))).isFalse();
		assertThat(this.places.await("c", begins("c 1"))).isTrue();
	}

	@Test
	void forgetWhoGaveUp() {
		enter("a", "a", "b", "b");
		Runnable ready = begins("c 1");
		this.places.await("c", ready);
		assertThat(this.places.giveUp("c", ready)).isTrue();
		assertThat(this.places.giveUp("c", ready)).isFalse();
		this.places.leave("a");
		assertThat(this.begun).isEmpty();
		for (String caller : List.of("a", "c", "c", "d", "d", "e", "e", "f", "f")) {
			assertThat(this.places.await(caller, begins(caller))).as("one takes the place, and as many wait as before")
				.isTrue();
		}
		assertThat(this.places.await("g", begins("g"))).isFalse();
	}

	@Test
	void areFreeWhileSomebodyWaitsForOthersAndTakenAgainAtOnce() {
		enter("a", "a", "b", "b");
		await("c", "c 1");
		assertThat(this.places.leaveForAWhile("a")).isTrue();
		assertThat(this.begun).containsExactly("c 1");
		assertThat(this.places.leaveForAWhile("b")).as("more than may be away").isFalse();
		this.places.comeBack("a");
		this.places.leave("c");
		assertThat(this.places.enter("d")).as("one too many are there").isFalse();
		this.places.leave("a");
		assertThat(this.places.enter("d")).isTrue();
	}

	@Test
	void areLeftByThoseAloneWhoHaveOne() {
		assertThatIllegalStateException().isThrownBy(() -> this.places.leave("a"));
	}

	private List<Boolean> enter(String... callers) {
		return List.of(callers).stream().map(this.places::enter).toList();
	}

	private void await(String caller, String name) {
		assertThat(this.places.await(caller, begins(name))).isTrue();
	}

	private Runnable begins(String name) {
		return () -> this.begun.add(name);
	}

}

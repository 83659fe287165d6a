package org.rapport.law;

import java.util.PrimitiveIterator;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import org.rapport.testing.RapportIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContextManager;

/**
 * The base of the tests of a law on the shared graph. It opens the graph before, and
 * empties it afterwards.
 */
@RapportIT
abstract class LawTestBase {

	static LawGraph graph;

	@BeforeAll
	static void open(@Autowired ApplicationContext context) {
		graph = new LawGraph(context);
	}

	/**
	 * jqwik does not support Spring, so this class starts the context for the properties
	 * of jqwik.
	 */
	@BeforeContainer
	static void start() {
		open(new TestContextManager(LawTestBase.class).getTestContext().getApplicationContext());
	}

	@AfterAll
	@AfterContainer
	static void empty() {
		graph.empty();
	}

	/** The cases of a jqwik property, one for each seed. */
	@Provide
	Arbitrary<LawCase> cases() {
		PrimitiveIterator.OfLong seeds = LawSeeds.first(Integer.MAX_VALUE).iterator();
		return Arbitraries.fromGenerator((random) -> LawCase.shrinkable(seeds.nextLong()));
	}

}

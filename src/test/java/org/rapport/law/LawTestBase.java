package org.rapport.law;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.ResourceLock;

import org.rapport.Rapport;
import org.rapport.testing.ScratchGraph;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/**
 * The base of the tests of a law. They have a graph of their own, so that they run beside
 * the other tests, but one after another. It opens the graph before, and empties it
 * afterwards.
 */
@ResourceLock("the graph of the laws")
@SpringBootTest(classes = Rapport.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = ScratchGraph.OfLaws.class)
abstract class LawTestBase {

	static LawGraph graph;

	@BeforeAll
	static void open(@Autowired ApplicationContext context) {
		graph = new LawGraph(context);
	}

	@AfterAll
	static void empty() {
		graph.empty();
	}

}

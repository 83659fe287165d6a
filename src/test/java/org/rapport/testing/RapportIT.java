package org.rapport.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.rapport.Rapport;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;

/**
 * Marks a test that runs the whole application on any free port, with the scratch Neo4j
 * of the JVM. The tests share the graph, so a test that needs it empty has to empty it,
 * and they run one after another.
 */
@Execution(ExecutionMode.SAME_THREAD)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@SpringBootTest(classes = Rapport.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = ScratchGraph.class)
public @interface RapportIT {

}

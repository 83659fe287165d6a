package org.rapport.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.rapport.Rapport;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of the whole application on any free port, over the scratch Neo4j of the JVM.
 * The graph is shared: a test empties what it needs empty.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@SpringBootTest(classes = Rapport.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = ScratchGraph.class)
public @interface RapportIT {

}

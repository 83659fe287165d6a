package org.rapport.graph;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.SpringProperties;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * A start that only loads classes, so that the JVM can archive them for later starts. It
 * ends before anything is served. With the address of a Neo4j server it needs no server,
 * because an image is built where there is none.
 */
public final class TrainingRun {

	private TrainingRun() {
	}

	/**
	 * Whether this start is one: Spring's property {@code spring.context.exit} is
	 * {@code onRefresh}.
	 */
	public static boolean isOne() {
		return DefaultLifecycleProcessor.ON_REFRESH_VALUE
			.equalsIgnoreCase(SpringProperties.getProperty(DefaultLifecycleProcessor.EXIT_PROPERTY_NAME));
	}

	/** Matches in all other starts. */
	public static class None implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return !isOne();
		}

	}

}

package org.rapport.observing;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

import graphql.GraphQLContext;
import graphql.language.OperationDefinition;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Under which name an operation is measured and logged: its own if it is one of the
 * example operations or was made known by configuration. Clients may name operations as
 * they like, and neither the number of measures nor the log may be theirs to fill.
 */
@Component
class OperationNames {

	/** The name of all operations that are not known. */
	static final String OTHER = "other";

	/** The name of operations without one, and of requests that never became one. */
	static final String UNNAMED = "unnamed";

	private static final String FILES = "classpath*:graphql/operations/**/*.graphql";

	private static final String SUFFIX = ".graphql";

	private static final String KEY = OperationNames.class.getName();

	private final Set<String> known;

	OperationNames(ObservingProperties properties) throws IOException {
		Set<String> names = new TreeSet<>(properties.operations());
		for (Resource file : new PathMatchingResourcePatternResolver().getResources(FILES)) {
			String name = file.getFilename();
			if (name != null) {
				names.add(name.substring(0, name.length() - SUFFIX.length()));
			}
		}
		this.known = Set.copyOf(names);
	}

	/** The name to use for an operation's own. */
	String of(@Nullable String name) {
		if (name == null || name.isEmpty()) {
			return UNNAMED;
		}
		return this.known.contains(name) ? name : OTHER;
	}

	/** Lets those who come later find the name of the operation that is executed. */
	void keep(OperationDefinition operation, GraphQLContext context) {
		context.put(KEY, of(operation.getName()));
	}

	/** The name of the operation that is executed in a context. */
	static String kept(GraphQLContext context) {
		return context.getOrDefault(KEY, UNNAMED);
	}

}

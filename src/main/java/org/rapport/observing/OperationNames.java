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
 * Decides under which name an operation is measured and logged: its own if it is an
 * example operation or configured, otherwise a common one. Clients may choose any name,
 * and must not be able to create any number of metrics or to write into the log.
 */
@Component
class OperationNames {

	/** The name for all unknown operations. */
	static final String OTHER = "other";

	/**
	 * The name for operations without one, and for requests that never became an
	 * operation.
	 */
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

	/** The name to use for an operation. */
	String of(@Nullable String name) {
		if (name == null || name.isEmpty()) {
			return UNNAMED;
		}
		return this.known.contains(name) ? name : OTHER;
	}

	/** Stores the name of the executed operation in its context. */
	void keep(OperationDefinition operation, GraphQLContext context) {
		context.put(KEY, of(operation.getName()));
	}

	/** The name of the operation that is executed in a context. */
	static String kept(GraphQLContext context) {
		return context.getOrDefault(KEY, UNNAMED);
	}

}

package org.rapport.api;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import graphql.GraphQLContext;

/** The pages that an operation has read before the fields that ask for them. */
final class ReadAhead {

	private ReadAhead() {
	}

	/** The pages of an operation. */
	static Map<PageKey<?>, Connection<?>> of(GraphQLContext operation) {
		return operation.computeIfAbsent(ReadAhead.class, (key) -> new ConcurrentHashMap<>());
	}

}

package org.rapport.api;

import java.util.Collection;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.stereotype.Component;

/** Finds the arguments of fields in the schema. */
@Component
public class FieldArguments {

	private final ObjectProvider<GraphQlSource> source;

	FieldArguments(ObjectProvider<GraphQlSource> source) {
		this.source = source;
	}

	/**
	 * The arguments of all these fields together.
	 * @param fields each as {@code Type.field}
	 */
	public FlatArguments of(Collection<String> fields) {
		return FlatArguments.of(this.source.getObject().schema(), fields);
	}

}

package org.rapport.api;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Keeps valid documents, so that each is parsed and validated once and not with every
 * request. Whether a document is valid depends on the schema alone, not on who asks. The
 * number of kept documents is bounded by the length of their texts; those that are asked
 * often stay.
 */
@Component
public class KnownDocuments implements PreparsedDocumentProvider, GraphQlSourceBuilderCustomizer {

	/** A parsed document takes up to a hundred bytes for each character of its text. */
	private static final int MOST_CHARACTERS = 500_000;

	private final Cache<String, PreparsedDocumentEntry> known = Caffeine.newBuilder()
		.maximumWeight(MOST_CHARACTERS)
		.weigher((String text, PreparsedDocumentEntry entry) -> text.length())
		.build();

	/** Looked up with the first operation: the beans and their order never change. */
	private final SingletonSupplier<List<Preparation>> preparations;

	/**
	 * Keeps nothing yet.
	 * @param preparations what prepares each operation
	 */
	public KnownDocuments(ObjectProvider<Preparation> preparations) {
		this.preparations = SingletonSupplier.of(() -> preparations.orderedStream().toList());
	}

	@Override
	public void customize(GraphQlSource.SchemaResourceBuilder builder) {
		builder.configureGraphQl((GraphQL.Builder engine) -> engine.preparsedDocumentProvider(this));
	}

	@Override
	public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(ExecutionInput input,
			Function<ExecutionInput, PreparsedDocumentEntry> validate) {
		PreparsedDocumentEntry entry = this.known.getIfPresent(input.getQuery());
		if (entry == null) {
			entry = validate.apply(input);
			if (entry.hasErrors()) {
				return CompletableFuture.completedFuture(entry);
			}
			this.known.put(input.getQuery(), entry);
		}
		PreparsedDocumentEntry valid = entry;
		this.preparations.obtain().forEach((preparation) -> preparation.prepare(valid.getDocument(), input));
		return CompletableFuture.completedFuture(valid);
	}

}

package org.rapport.api;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.Node;
import graphql.language.NodeTraverser;
import graphql.language.NodeVisitorStub;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.LightDataFetcher;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Kind;
import org.rapport.kernel.WholeReading;
import org.springframework.stereotype.Component;

/**
 * Says which properties the elements of an operation need, so that statements for its
 * trees of lists read no others. The names of all fields of the whole document say this
 * together: then the same list needs the same, wherever an operation asks for it.
 */
@Component
class AskedFields {

	private final ListFields lists;

	private final WholeReading reading;

	/** What is known of the documents that {@link KnownDocuments} keeps. */
	private final Cache<Document, Names> known = Caffeine.newBuilder().weakKeys().build();

	AskedFields(ListFields lists, WholeReading reading) {
		this.lists = lists;
		this.reading = reading;
	}

	/**
	 * The names of the fields that a document asks for; null if one of them needs
	 * elements that were read with all their properties.
	 */
	@Nullable Set<String> of(Document document, GraphQLSchema schema) {
		return this.known.get(document, (unknown) -> new Names(read(document, schema))).needed();
	}

	/** The names that a document needs; null if it needs all. */
	private record Names(@Nullable Set<String> needed) {
	}

	private @Nullable Set<String> read(Document document, GraphQLSchema schema) {
		Set<String> names = new HashSet<>();
		new NodeTraverser().preOrder(new NodeVisitorStub() {

			@Override
			public TraversalControl visitField(Field asked, TraverserContext<Node> context) {
				names.add(asked.getName());
				return TraversalControl.CONTINUE;
			}

		}, document);
		return Collections.disjoint(names, needingAll(schema)) ? names : null;
	}

	/**
	 * The names of the fields of elements that need more than a property or an end of the
	 * same name: they are computed.
	 */
	private Set<String> needingAll(GraphQLSchema schema) {
		Set<String> names = new HashSet<>();
		for (Kind kind : Kind.values()) {
			GraphQLObjectType type = schema.getObjectType(kind.label());
			for (GraphQLFieldDefinition field : type.getFieldDefinitions()) {
				if (!isPart(kind, field, schema)) {
					names.add(field.getName());
				}
			}
		}
		return names;
	}

	private boolean isPart(Kind kind, GraphQLFieldDefinition field, GraphQLSchema schema) {
		if (this.lists.of(kind.label(), field.getName()) != null) {
			return true;
		}
		FieldCoordinates place = FieldCoordinates.coordinates(kind.label(), field.getName());
		return schema.getCodeRegistry().getDataFetcher(place, field) instanceof LightDataFetcher<?>
				&& this.reading.isPart(kind, field.getName());
	}

}

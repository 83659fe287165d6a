package org.rapport.api;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.LightDataFetcher;
import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Kind;
import org.rapport.kernel.WholeReading;
import org.springframework.stereotype.Component;

/**
 * Says which properties the elements of an operation need, so that statements for its
 * trees of lists read no others. For each list these are the names of all fields that the
 * document asks for below it, down to the next lists. Fields that may give the same list
 * share their names: then it needs the same wherever an operation asks for it.
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
		return names(document, schema).needed();
	}

	/**
	 * The names of the fields that a document asks for below a list; null as above.
	 * @param source the {@link ListField#source} of the list
	 */
	@Nullable Set<String> of(Document document, GraphQLSchema schema, Object source) {
		Names names = names(document, schema);
		return (names.needed() != null) ? names.below().getOrDefault(source, names.needed()) : null;
	}

	/** The source of the list that a field gives. */
	Object source(String type, String field) {
		ListField<?> list = this.lists.of(type, field);
		return (list != null) ? list.source() : FieldCoordinates.coordinates(type, field);
	}

	private Names names(Document document, GraphQLSchema schema) {
		return this.known.get(document, (unknown) -> read(document, schema));
	}

	/**
	 * The names that a document needs.
	 *
	 * @param needed the names of all fields; null if it needs all properties
	 * @param below the names below each list, by its source
	 */
	private record Names(@Nullable Set<String> needed, Map<Object, Set<String>> below) {
	}

	private Names read(Document document, GraphQLSchema schema) {
		Selections selections = new Selections(document, schema);
		return Collections.disjoint(selections.all, needingAll(schema)) ? new Names(selections.all, selections.below)
				: new Names(null, Map.of());
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
		if (isList(field) || this.lists.of(kind.label(), field.getName()) != null) {
			// A list begins at the id of its element.
			return true;
		}
		FieldCoordinates place = FieldCoordinates.coordinates(kind.label(), field.getName());
		return schema.getCodeRegistry().getDataFetcher(place, field) instanceof LightDataFetcher<?>
				&& this.reading.isPart(kind, field.getName());
	}

	private static boolean isList(GraphQLFieldDefinition field) {
		return GraphQLTypeUtil.unwrapAll(field.getType()).getName().endsWith("Connection");
	}

	/** Collects the names of the fields of a document. */
	private final class Selections {

		private final Map<String, FragmentDefinition> fragments;

		private final GraphQLSchema schema;

		private final Set<String> all = new HashSet<>();

		private final Map<Object, Set<String>> below = new HashMap<>();

		/** The fragments that were read, each once for the lists that use it. */
		private final Set<Spread> spreads = new HashSet<>();

		private record Spread(String fragment, Set<Object> lists) {
		}

		Selections(Document document, GraphQLSchema schema) {
			this.schema = schema;
			this.fragments = document.getDefinitionsOfType(FragmentDefinition.class)
				.stream()
				.collect(Collectors.toMap(FragmentDefinition::getName, (fragment) -> fragment));
			for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
				GraphQLObjectType root = switch (operation.getOperation()) {
					case QUERY -> schema.getQueryType();
					case MUTATION -> schema.getMutationType();
					case SUBSCRIPTION -> schema.getSubscriptionType();
				};
				selected(operation.getSelectionSet(), root, Set.of());
			}
		}

		/**
		 * Collects the names of selected fields.
		 * @param lists the sources of the lists below which they are
		 */
		private void selected(@Nullable SelectionSet selections, @Nullable GraphQLType type, Set<Object> lists) {
			if (selections == null || !(type instanceof GraphQLCompositeType composite)) {
				return;
			}
			for (Selection<?> selection : selections.getSelections()) {
				if (selection instanceof Field field) {
					field(field, composite, lists);
				}
				else if (selection instanceof InlineFragment inline) {
					TypeName condition = inline.getTypeCondition();
					selected(inline.getSelectionSet(),
							(condition != null) ? this.schema.getType(condition.getName()) : composite, lists);
				}
				else if (selection instanceof FragmentSpread spread
						&& this.spreads.add(new Spread(spread.getName(), lists))) {
					FragmentDefinition fragment = this.fragments.get(spread.getName());
					if (fragment != null) {
						selected(fragment.getSelectionSet(), this.schema.getType(fragment.getTypeCondition().getName()),
								lists);
					}
				}
			}
		}

		private void field(Field field, GraphQLCompositeType type, Set<Object> lists) {
			String name = field.getName();
			this.all.add(name);
			lists.forEach((list) -> this.below.computeIfAbsent(list, (key) -> new HashSet<>()).add(name));
			GraphQLFieldDefinition definition = (type instanceof GraphQLFieldsContainer fields)
					? fields.getFieldDefinition(name) : null;
			if (definition != null) {
				Set<Object> own = begun(type, name, definition);
				own.forEach((list) -> this.below.computeIfAbsent(list, (key) -> new HashSet<>()));
				selected(field.getSelectionSet(), GraphQLTypeUtil.unwrapAll(definition.getType()),
						own.isEmpty() ? lists : own);
			}
		}

		/** The sources of the lists that a field begins; empty if it begins none. */
		private Set<Object> begun(GraphQLCompositeType type, String name, GraphQLFieldDefinition definition) {
			boolean begins = type == this.schema.getQueryType() || isList(definition);
			return DocumentFields.objectTypes(this.schema, type)
				.stream()
				.map(GraphQLObjectType::getName)
				.filter((object) -> begins || AskedFields.this.lists.of(object, name) != null)
				.map((object) -> source(object, name))
				.collect(Collectors.toSet());
		}

	}

}

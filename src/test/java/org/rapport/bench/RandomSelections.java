package org.rapport.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import graphql.language.AstPrinter;
import graphql.language.Document;
import graphql.language.EnumTypeDefinition;
import graphql.language.Field;
import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeDefinition;
import graphql.parser.Parser;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.TypeInfo;

/**
 * Draws other selections for an operation: at random, fields go, and scalar fields and
 * dates of the same types come. Arguments and lists stay as they are.
 */
final class RandomSelections {

	private static final Path SCHEMA = Path.of("docs/schema/served.graphqls");

	private static final double KEPT = 0.7;

	private static final double ADDED = 0.3;

	private final TypeDefinitionRegistry schema;

	private final Random random;

	RandomSelections(long seed) throws IOException {
		this.schema = new SchemaParser().parse(Files.readString(SCHEMA));
		this.random = new Random(seed);
	}

	/**
	 * Different operations that are drawn from one.
	 * @param count how many
	 */
	List<String> draw(String operation, int count) {
		OperationDefinition original = Parser.parse(operation)
			.getFirstDefinitionOfType(OperationDefinition.class)
			.orElseThrow();
		Set<String> drawn = new LinkedHashSet<>();
		while (drawn.size() < count) {
			SelectionSet selection = drawn("Query", original.getSelectionSet());
			drawn.add(AstPrinter.printAstCompact(Document.newDocument()
				.definition(original.transform((builder) -> builder.selectionSet(selection)))
				.build()));
		}
		return List.copyOf(drawn);
	}

	private SelectionSet drawn(String type, SelectionSet selections) {
		List<Selection<?>> drawn = new ArrayList<>();
		Set<String> there = new HashSet<>();
		for (Selection<?> selection : selections.getSelections()) {
			if (selection instanceof InlineFragment fragment) {
				drawn.add(fragment.transform((builder) -> builder
					.selectionSet(drawn(fragment.getTypeCondition().getName(), fragment.getSelectionSet()))));
			}
			else if (selection instanceof Field field) {
				there.add(field.getName());
				if (field.getSelectionSet() != null) {
					drawn.add(field.transform((builder) -> builder
						.selectionSet(drawn(typeOf(type, field.getName()), field.getSelectionSet()))));
				}
				else if (chance(KEPT)) {
					drawn.add(field);
				}
			}
		}
		if (!type.endsWith("Connection") && !type.endsWith("Edge") && !type.equals("Query")) {
			for (FieldDefinition field : fields(type)) {
				if (!there.contains(field.getName()) && field.getInputValueDefinitions().isEmpty() && chance(ADDED)) {
					add(drawn, field);
				}
			}
		}
		if (drawn.isEmpty()) {
			drawn.add(Field.newField("__typename").build());
		}
		return new SelectionSet(drawn);
	}

	/** Adds a scalar, an enum or a date. */
	private void add(List<Selection<?>> drawn, FieldDefinition field) {
		TypeInfo type = TypeInfo.typeInfo(field.getType());
		TypeDefinition<?> definition = this.schema.types().get(type.getName());
		if (type.isList()) {
			return;
		}
		if (type.getName().equals("ApproximateDate")) {
			drawn.add(Field.newField(field.getName())
				.selectionSet(SelectionSet.newSelectionSet()
					.selection(Field.newField("text").build())
					.selection(Field.newField("earliest").build())
					.build())
				.build());
		}
		else if (definition == null || definition instanceof EnumTypeDefinition) {
			drawn.add(Field.newField(field.getName()).build());
		}
	}

	private String typeOf(String type, String field) {
		return fields(type).stream()
			.filter((each) -> each.getName().equals(field))
			.map((each) -> TypeInfo.typeInfo(each.getType()).getName())
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(type + " has no field " + field));
	}

	private List<FieldDefinition> fields(String type) {
		TypeDefinition<?> definition = this.schema.getTypeOrNull(type);
		return (definition instanceof ImplementingTypeDefinition<?> fields) ? fields.getFieldDefinitions() : List.of();
	}

	private boolean chance(double share) {
		return this.random.nextDouble() < share;
	}

}

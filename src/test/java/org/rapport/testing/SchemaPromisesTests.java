package org.rapport.testing;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SchemaPromisesTests {

	private static final String SCHEMA = """
			directive @on(day: String, sure: Boolean = true) on QUERY | FIELD
			interface Node { id: ID! }
			interface Named implements Node { id: ID! name: String! }
			type Person implements Named & Node { id: ID! name: String! age: Int! friends(first: Int, kind: [Kind!]): [Person!]! }
			type Place implements Node { id: ID! }
			union Found = Person | Place
			enum Kind { OLD NEW }
			input Where { near: Point far: Int = 5 }
			input Point { x: Int y: Int }
			type Query { node(id: ID!): Node search(where: Where, most: Int! = 10): [Found] }
			""";

	@ParameterizedTest
	@CsvSource(delimiterString = " => ", quoteCharacter = '~', textBlock = """
			age: Int!                         => age: Int                   => Person.age
			age: Int!                         => age: String!               => Person.age
			age: Int!                         => ~~                         => Person.age
			[Person!]!                        => [Person]!                  => Person.friends
			[Person!]!                        => Person!                    => Person.friends
			friends(first: Int,               => friends(                   => Person.friends(first:)
			kind: [Kind!]                     => kind: [Kind!]!             => Person.friends(kind:)
			kind: [Kind!]                     => kind: [String!]            => Person.friends(kind:)
			friends(first:                    => friends(must: Int!, first: => Person.friends(must:)
			Person implements Named & Node {  => Person implements Node {   => Person
			Found = Person | Place            => Found = Person             => Found
			OLD NEW                           => NEW                        => Kind.OLD
			far: Int = 5                      => far: Int = 6               => Where.far
			far: Int = 5                      => far: Int                   => Where.far
			far: Int = 5                      => ~~                         => Where.far
			near: Point                       => near: Point!               => Where.near
			near: Point                       => near: Point must: Int!     => Where.must
			input Point {                     => input Point @oneOf {       => Point
			input Point { x: Int y: Int }     => scalar Point               => Point
			most: Int! = 10                   => most: Int! = 20            => Query.search(most:)
			most: Int! = 10                   => most: Int!                 => Query.search(most:)
			node(id: ID!): Node               => ~~                         => Query.node
			on QUERY | FIELD                  => on QUERY                   => @on
			day: String                       => day: Int                   => @on(day:)
			sure: Boolean = true              => ~~                         => @on(sure:)
			""")
	void findsWhatIsTakenBackOrDemanded(String then, String now, String coordinate) {
		assertThat(SCHEMA).contains(then);
		assertThat(broken(then, now)).containsKey(coordinate);
	}

	@ParameterizedTest
	@CsvSource(delimiterString = " => ", quoteCharacter = '~', textBlock = """
			type Place                        => type Thing { id: ID! } type Place
			{ near: Point                     => { more: Int near: Point
			input Where { near: Point         => input New { x: Int! } input Where { new: New near: Point
			node(id: ID!): Node               => node(id: ID!): Node other(id: ID!): Node
			{ near: Point                     => { more: Int! = 1 near: Point
			friends(first: Int                => friends(more: [Int!], first: Int
			OLD NEW                           => OLD NEW NEWER
			): [Found]                        => ): [Found!]!
			id: ID!): Node                    => id: ID): Node
			kind: [Kind!]                     => kind: [Kind]
			on QUERY | FIELD                  => on QUERY | FIELD | MUTATION
			day: String,                      => day: String, more: Int,
			age: Int!                         => age: Int! @deprecated(reason: "x")
			""")
	void findsNothingWrongWithAdditions(String then, String now) {
		assertThat(SCHEMA).contains(then);
		assertThat(broken(then, now)).isEmpty();
	}

	@Test
	void seesWhatOnlyAnInterfaceLeadsTo() {
		String earlier = "interface Node { id: ID! } type Query { node: Node } type Place implements Node { id: ID! x: Int }";
		assertThat(SchemaPromises.broken(PrintedSchema.fromText(earlier),
				PrintedSchema.fromText(earlier.replace("x: Int", ""))))
			.containsExactly(Map.entry("Place.x", "no longer: Place.x gives Int"));
	}

	private static Map<String, String> broken(String then, String now) {
		return SchemaPromises.broken(PrintedSchema.fromText(SCHEMA),
				PrintedSchema.fromText(SCHEMA.replace(then, (now != null) ? now : "")));
	}

}

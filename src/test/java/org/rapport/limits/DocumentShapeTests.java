package org.rapport.limits;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import graphql.parser.Parser;
import org.junit.jupiter.api.Test;

import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests the size of a document after its fragments are expanded. */
class DocumentShapeTests {

	@Test
	void countsFieldsDepthAliasesDirectivesAndRootFields() {
		assertThat(shape("query Q($a: Int @x) @y { one: a { b @z { c } } d ... @w { e } }"))
			.isEqualTo(new DocumentShape(5, 3, 1, 4, 3));
	}

	@Test
	void countsAFragmentWhereverItIsSpread() {
		assertThat(shape("{ a { ...f } b { ...f } } fragment f on T @x { n: c { d } }"))
			.isEqualTo(new DocumentShape(6, 3, 2, 2, 2));
	}

	@Test
	void countsFragmentsThatNobodySpreads() {
		assertThat(shape("{ a } fragment f on T { b { c } }").fields()).isEqualTo(3);
	}

	@Test
	void countsAllOperationsButTheRootFieldsOfTheLargest() {
		assertThat(shape("query A { a b } query B { c }")).isEqualTo(new DocumentShape(3, 1, 0, 0, 2));
	}

	@Test
	void leavesTheDepthOfIntrospectionToTheEngine() {
		assertThat(shape("{ __schema { types { fields { type { name } } } } }").depth()).isOne();
	}

	@Test
	void staysCountlessWhereFragmentsUnfoldWithoutEnd() {
		String fragments = IntStream.range(0, 400)
			.mapToObj((i) -> "fragment f%d on T { ...f%d ...f%d @x }".formatted(i, i + 1, i + 1))
			.collect(Collectors.joining(" "));
		DocumentShape shape = shape("{ ...f0 } " + fragments + " fragment f400 on T { n: a }");
		assertThat(shape.fields()).isEqualTo(Integer.MAX_VALUE);
		assertThat(shape.aliases()).isEqualTo(Integer.MAX_VALUE);
		assertThat(shape.directives()).isEqualTo(Integer.MAX_VALUE);
		assertThat(shape.rootFields()).isEqualTo(Integer.MAX_VALUE);
	}

	@Test
	void refusesAFragmentThatHoldsItselfThroughOthers() {
		assertThatExceptionOfType(RapportException.class)
			.isThrownBy(() -> shape("{ a } fragment f on T { ...g } fragment g on T { b { ...f } }"))
			.satisfies((refusal) -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_QUERY));
	}

	@Test
	void leavesAFragmentThatIsNotThereToValidation() {
		assertThat(shape("{ a ...gone }").fields()).isOne();
	}

	private static DocumentShape shape(String document) {
		return DocumentShape.of(new Parser().parseDocument(document));
	}

}

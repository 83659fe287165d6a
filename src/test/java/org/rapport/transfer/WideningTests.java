package org.rapport.transfer;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.kernel.Content;
import org.rapport.kernel.Kind;

import static org.assertj.core.api.Assertions.assertThat;

class WideningTests {

	@ParameterizedTest
	@CsvSource({ "3,,0,,,true", "3,,0,,visibility,false", "3,,3,,,false", "0,,3,,,false", "0,a,0,a,,false",
			"0,a,0,,,true", "0,a,0,b,visibility,true", "0,a,0,,circle,false", "0,,0,a,,false", "1,a,0,a,circle,true" })
	void isWhatShowsAnElementToMoreViewersAndIsNotSaid(long before, String circleBefore, long after, String circleAfter,
			String said, boolean unsaid) {
		assertThat(Widening.isUnsaid(content(before, circleBefore), content(after, circleAfter),
				(said != null) ? Set.of(said) : Set.of()))
			.isEqualTo(unsaid);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '#', value = { "'{}' # false", "'{\"visibility\":\"PUBLIC\"}' # true" })
	void isSaidByTheVisibilityOfALineAndOfItsCitation(String json, boolean said) {
		JsonNode form = new JsonMapper().readTree(json);
		Line line = new Line(1, Kind.PERSON, "a", new JsonMapper().readTree("""
				{"citations": [{"locator": "x", "visibility": "PUBLIC"}, {"locator": "y"}]}"""));
		assertThat(new Line(1, Kind.PERSON, "a", form).said(content(0, null)).contains("visibility")).isEqualTo(said);
		assertThat(line.said(citation("x"))).contains("visibility", "circle");
		assertThat(line.said(citation("y"))).isEmpty();
	}

	private static Content content(long visibility, String circle) {
		Map<String, Object> properties = new HashMap<>(Map.of("visibility", visibility));
		if (circle != null) {
			properties.put("circle", circle);
		}
		return new Content("per_a", Kind.PERSON, properties, Set.of());
	}

	private static Content citation(String locator) {
		return new Content("cit_a", Kind.CITATION, Map.of("visibility", 0L, "locator", locator), Set.of());
	}

}

package org.rapport.api;

import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WrittenJsonTests {

	private static final JsonMapper MAPPER = new JsonMapper();

	private static final String TEXT = "{\"name\":\"\u05de\u05d9\u05dd \\\"x\\\"\"}";

	private final WrittenJson json = new WrittenJson(TEXT.getBytes(StandardCharsets.UTF_8));

	@Test
	void isSentAsItIs() {
		Map<String, Object> answer = Map.of("data", new WrittenObject(this.json));
		assertThat(new String(MAPPER.writeValueAsBytes(answer), StandardCharsets.UTF_8))
			.isEqualTo("{\"data\":" + TEXT + "}");
		assertThat(MAPPER.writeValueAsString(answer)).isEqualTo("{\"data\":" + TEXT + "}");
	}

	/** Longer than any buffer of a writer. */
	@Test
	void mayBeLong() {
		String text = "\"" + "\u05de\u05d9\u05dd".repeat(20_000) + "\"";
		WrittenJson longer = new WrittenJson(text.getBytes(StandardCharsets.UTF_8));
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (JsonGenerator out = MAPPER.createGenerator(bytes)) {
			out.writeRawValue(longer);
		}
		StringWriter characters = new StringWriter();
		try (JsonGenerator out = MAPPER.createGenerator(characters)) {
			out.writeRawValue(longer);
		}
		assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(text);
		assertThat(characters).hasToString(text);
	}

	@Test
	void saysWhenABufferIsTooSmall() throws Exception {
		assertThat(this.json.appendUnquotedUTF8(new byte[8], 0)).isEqualTo(-1);
		assertThat(this.json.appendUnquoted(new char[8], 0)).isEqualTo(-1);
		assertThat(this.json.putUnquotedUTF8(ByteBuffer.allocate(8))).isEqualTo(-1);
	}

	@Test
	void isNoText() {
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(this.json::asQuotedChars);
	}

}

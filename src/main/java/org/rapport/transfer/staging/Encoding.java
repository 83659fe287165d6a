package org.rapport.transfer.staging;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.smile.SmileMapper;

/**
 * How values of a type are written to a file.
 *
 * @param <T> the type
 */
public interface Encoding<T> {

	/**
	 * JSON in a binary form. It keeps the types of numbers, which the text of JSON does
	 * not: a decimal number without a fraction stays one.
	 */
	Encoding<ObjectNode> JSON = of(ObjectNode.class);

	/** The bytes of a value. */
	byte[] encode(T value);

	/** The value of these bytes, equal to the one that was encoded. */
	T decode(byte[] bytes);

	/** The encoding of a record of texts, numbers, lists and the like. */
	static <T> Encoding<T> of(Class<T> type) {
		return new Encoding<>() {

			private final ObjectMapper mapper = SmileMapper.builder()
				.disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
				.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
				.build();

			@Override
			public byte[] encode(T value) {
				return this.mapper.writeValueAsBytes(value);
			}

			@Override
			public T decode(byte[] bytes) {
				return this.mapper.readValue(bytes, type);
			}

		};
	}

}

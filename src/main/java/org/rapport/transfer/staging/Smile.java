package org.rapport.transfer.staging;

import java.util.function.ToLongFunction;

import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.dataformat.smile.SmileMapper;

/**
 * The encoding of JSON, and of records of texts, numbers, lists and the like.
 *
 * @param <T> the type
 */
public final class Smile<T> implements Encoding<T> {

	private static final ObjectMapper MAPPER = SmileMapper.builder()
		.disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
		.build();

	private final Class<T> type;

	private final ToLongFunction<T> characters;

	/**
	 * Creates the encoding of a type.
	 * @param characters tells about how many characters are in a value
	 */
	public Smile(Class<T> type, ToLongFunction<T> characters) {
		this.type = type;
		this.characters = characters;
	}

	@Override
	public byte[] encode(T value) {
		return MAPPER.writeValueAsBytes(value);
	}

	@Override
	public T decode(byte[] bytes) {
		return MAPPER.readValue(bytes, this.type);
	}

	@Override
	public long characters(T value) {
		return this.characters.applyAsLong(value);
	}

}

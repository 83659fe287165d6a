package org.rapport.api;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.TypeSerializer;

/**
 * An object of an answer that is written as JSON already. It is sent as it is, and only
 * read if somebody looks into it.
 */
final class WrittenObject extends AbstractMap<String, @Nullable Object> implements JacksonSerializable {

	private static final JsonMapper JSON = new JsonMapper();

	private static final TypeReference<LinkedHashMap<String, @Nullable Object>> FIELDS = new TypeReference<>() {
	};

	private final WrittenJson json;

	private @Nullable Map<String, @Nullable Object> read;

	WrittenObject(WrittenJson json) {
		this.json = json;
	}

	@Override
	public synchronized Set<Entry<String, @Nullable Object>> entrySet() {
		if (this.read == null) {
			this.read = JSON.readValue(this.json.utf8(), FIELDS);
		}
		return this.read.entrySet();
	}

	@Override
	public void serialize(JsonGenerator out, SerializationContext context) {
		out.writeRawValue(this.json);
	}

	@Override
	public void serializeWithType(JsonGenerator out, SerializationContext context, TypeSerializer type) {
		serialize(out, context);
	}

}

package org.rapport.api;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Reference;

/**
 * Names one record, like the input {@code NodeRef} of the API: exactly one of the three
 * is given.
 *
 * @param id its id
 * @param slug its slug
 * @param identifier an identifier that another organisation assigned
 */
public record NodeRefInput(@Nullable String id, @Nullable String slug, @Nullable IdentifierInput identifier) {

	/**
	 * An identifier in a scheme.
	 *
	 * @param scheme the code of the scheme
	 * @param identifier the identifier in the scheme
	 */
	public record IdentifierInput(String scheme, String identifier) {
	}

	/** The input as the engine has read it. */
	static NodeRefInput of(Map<String, Object> input) {
		@SuppressWarnings("unchecked")
		Map<String, Object> identifier = (Map<String, Object>) input.get("identifier");
		return new NodeRefInput((String) input.get("id"), (String) input.get("slug"),
				(identifier != null) ? new IdentifierInput(String.valueOf(identifier.get("scheme")),
						String.valueOf(identifier.get("identifier"))) : null);
	}

	/** The reference that it stands for. */
	public Reference reference() {
		return new Reference(this.id, this.slug, (this.identifier != null) ? this.identifier.scheme() : null,
				(this.identifier != null) ? this.identifier.identifier() : null);
	}

}

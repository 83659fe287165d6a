package org.rapport.api;

import java.util.List;
import java.util.Optional;

import graphql.language.Document;
import graphql.language.OperationDefinition;
import org.jspecify.annotations.Nullable;

/** Which operation of a document a request asks for. */
public final class AskedOperation {

	private AskedOperation() {
	}

	/**
	 * The operation with a name, or the only one of its document.
	 * @param name the name that the request gives; null if it gives none
	 * @return empty if the document has several operations and the name fits none
	 */
	public static Optional<OperationDefinition> of(Document document, @Nullable String name) {
		List<OperationDefinition> operations = document.getDefinitionsOfType(OperationDefinition.class);
		return operations.stream()
			.filter((operation) -> operations.size() == 1 || (name != null && name.equals(operation.getName())))
			.findFirst();
	}

}

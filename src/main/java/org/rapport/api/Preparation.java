package org.rapport.api;

import graphql.ExecutionInput;
import graphql.language.Document;

/**
 * Prepares each operation between the validation of its document and the reading of its
 * variables. {@link KnownDocuments} keeps valid documents, so what every operation needs
 * cannot wait for a validation.
 */
public interface Preparation {

	/**
	 * Prepares an operation.
	 * @param document the document, which is valid
	 * @param input the request, with the context of the operation
	 */
	void prepare(Document document, ExecutionInput input);

}

package org.rapport.endpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.kernel.Digest;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.Quote;
import org.rapport.kernel.RapportException;
import org.rapport.start.StartRefused;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * The documents that clients can send by id instead of by text, as the draft on persisted
 * documents of GraphQL over HTTP describes it. They are Rapport's own example operations,
 * and those of a configured folder.
 */
@Component
class TrustedDocuments {

	private static final String OWN = "classpath*:graphql/operations/**/*.graphql";

	private static final JsonMapper JSON = new JsonMapper();

	private final Map<String, TrustedDocument> byId = new LinkedHashMap<>();

	private final boolean onlyTrusted;

	/**
	 * A document, with the fields of an operation in Apollo's manifest of persisted
	 * queries.
	 *
	 * @param id the value that clients send as {@code documentId}
	 * @param name the name of its first operation, or an empty text
	 * @param type {@code query}, {@code mutation} or {@code subscription}
	 * @param body its text
	 */
	record TrustedDocument(String id, String name, String type, String body) {
	}

	/**
	 * Reads the documents.
	 * @throws StartRefused if a document in the folder cannot be read
	 */
	TrustedDocuments(DocumentsProperties properties) throws IOException {
		this.onlyTrusted = properties.onlyTrusted();
		for (Resource file : new PathMatchingResourcePatternResolver().getResources(OWN)) {
			add(file.getContentAsString(StandardCharsets.UTF_8), String.valueOf(file.getFilename()));
		}
		if (StringUtils.hasText(properties.folder())) {
			readFolder(Path.of(properties.folder()));
		}
	}

	/** All documents, by name. */
	List<TrustedDocument> all() {
		return this.byId.values()
			.stream()
			.sorted(Comparator.comparing(TrustedDocument::name).thenComparing(TrustedDocument::id))
			.toList();
	}

	/**
	 * The text of the document with an id.
	 * @throws RapportException with the code DOCUMENT_NOT_FOUND if there is none
	 */
	String text(String id) {
		TrustedDocument document = this.byId.get(id);
		if (document == null) {
			throw new RapportException(ErrorCode.DOCUMENT_NOT_FOUND,
					"There is no document with the id \"" + Quote.of(id) + "\"");
		}
		return document.body();
	}

	/**
	 * Checks that clients may send the text of a document.
	 * @throws RapportException with the code DOCUMENT_REQUIRED if they may not
	 */
	void requireOpen() {
		if (this.onlyTrusted) {
			throw new RapportException(ErrorCode.DOCUMENT_REQUIRED,
					"This server answers only trusted documents; send a \"documentId\" and no \"query\"");
		}
	}

	/** The id of a text: the SHA-256 of its bytes in UTF-8. */
	static String id(String text) {
		return "sha256:" + Digest.hex(text);
	}

	private void readFolder(Path folder) {
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
				String name = String.valueOf(file.getFileName());
				if (name.endsWith(".graphql")) {
					add(Files.readString(file), name);
				}
				else if (name.endsWith(".json")) {
					manifest(JSON.readTree(Files.readString(file)), name).forEach((text) -> add(text, name));
				}
			}
		}
		catch (IOException | JacksonException ex) {
			throw new StartRefused("The trusted documents in %s cannot be read: %s".formatted(folder, ex.getMessage()),
					"Set rapport.documents.folder to a readable folder of .graphql files, or of manifests (.json) "
							+ "that Apollo's or Relay's tools wrote.");
		}
	}

	/**
	 * The texts of a manifest in Apollo's form, a list of operations, or in Relay's form,
	 * texts by hash.
	 */
	private static Collection<String> manifest(JsonNode manifest, String file) {
		Map<String, String> texts = new LinkedHashMap<>();
		if (manifest.path("operations").isArray()) {
			manifest.path("operations")
				.forEach((operation) -> texts.put(operation.path("id").asString(""),
						operation.path("body").asString("")));
		}
		else {
			manifest.properties().forEach((entry) -> texts.put(entry.getKey(), entry.getValue().asString("")));
		}
		if (texts.isEmpty()) {
			throw unreadable(file, "it contains no documents");
		}
		return texts.values();
	}

	private void add(String text, String file) {
		try {
			List<OperationDefinition> operations = new Parser().parseDocument(text)
				.getDefinitionsOfType(OperationDefinition.class);
			if (operations.isEmpty()) {
				throw unreadable(file, "it contains no operation");
			}
			OperationDefinition first = operations.get(0);
			String id = id(text);
			this.byId.put(id, new TrustedDocument(id, (first.getName() != null) ? first.getName() : "",
					first.getOperation().name().toLowerCase(Locale.ROOT), text));
		}
		catch (InvalidSyntaxException ex) {
			throw unreadable(file, String.valueOf(ex.getMessage()));
		}
	}

	private static StartRefused unreadable(String file, String why) {
		return new StartRefused("The trusted document %s cannot be used: %s".formatted(file, why),
				"Fix the document, or remove it from the folder in rapport.documents.folder.");
	}

}

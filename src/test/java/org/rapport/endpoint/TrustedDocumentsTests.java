package org.rapport.endpoint;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.endpoint.TrustedDocuments.TrustedDocument;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;
import org.rapport.limits.LimitsTests;
import org.rapport.start.StartRefused;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.function.ServerRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests which documents are trusted, and that others are refused where only trusted ones
 * are allowed.
 */
class TrustedDocumentsTests {

	private static final String QUERY = "query Mine { lens { clearance } }";

	@TempDir
	private Path folder;

	@Test
	void namesATextAsTheDraftDoes() {
		assertThat(TrustedDocuments.id("query($id:ID!){user(id:$id){name}}"))
			.isEqualTo("sha256:71f7dc5758652baac68e4a10c50be732b741c892ade2883a99358f52b555286b");
	}

	@Test
	void trustsFilesOfAFolderBesideItsOwn() throws IOException {
		Files.createDirectories(this.folder.resolve("web"));
		Files.writeString(this.folder.resolve("web/Mine.graphql"), QUERY);
		TrustedDocuments documents = documents(false);
		assertThat(documents.text(TrustedDocuments.id(QUERY))).isEqualTo(QUERY);
		assertThat(documents.all()).extracting(TrustedDocument::name).contains("Mine", "Organisation");
	}

	@Test
	void readsAManifestOfApollo() throws IOException {
		Files.writeString(this.folder.resolve("manifest.json"), """
				{"format": "apollo-persisted-query-manifest", "version": 1, "operations": [
				  {"id": "1", "name": "Mine", "type": "query", "body": "%s"}]}""".formatted(QUERY));
		assertThat(documents(false).text(TrustedDocuments.id(QUERY))).isEqualTo(QUERY);
	}

	@Test
	void readsPersistedQueriesOfRelay() throws IOException {
		Files.writeString(this.folder.resolve("persisted.json"), "{\"1\": \"%s\"}".formatted(QUERY));
		assertThat(documents(false).text(TrustedDocuments.id(QUERY))).isEqualTo(QUERY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "query {", "fragment f on Person { id }", "" })
	void doesNotStartWithADocumentThatIsNone(String text) throws IOException {
		Files.writeString(this.folder.resolve("Broken.graphql"), text);
		assertThatExceptionOfType(StartRefused.class).isThrownBy(() -> documents(false))
			.withMessageContaining("Broken.graphql");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "[]", "{}", "{\"operations\": []}" })
	void doesNotStartWithAManifestThatIsNone(String text) throws IOException {
		Files.writeString(this.folder.resolve("manifest.json"), text);
		assertThatExceptionOfType(StartRefused.class).isThrownBy(() -> documents(false));
	}

	@Test
	void doesNotStartWithoutTheFolder() {
		this.folder = this.folder.resolve("gone");
		assertThatExceptionOfType(StartRefused.class).isThrownBy(() -> documents(false)).withMessageContaining("gone");
	}

	@Test
	void answersNoTextWhereOnlyTrustedDocumentsAre() throws IOException {
		RequestParameters parameters = parameters(true);
		assertRefused(ErrorCode.DOCUMENT_REQUIRED, () -> parameters.of(post("{\"query\": \"{ lens { asOf } }\"}")));
		assertRefused(ErrorCode.DOCUMENT_REQUIRED, () -> parameters.of(get("query", "{ lens { asOf } }")));
		assertRefused(ErrorCode.DOCUMENT_NOT_FOUND, () -> parameters.of(get("documentId", "sha256:0")));
	}

	@Test
	void answersThemByTheirIdsByPostAndByGet() throws IOException {
		Files.writeString(this.folder.resolve("Mine.graphql"), QUERY);
		RequestParameters parameters = parameters(true);
		String id = TrustedDocuments.id(QUERY);
		assertThat(parameters.of(post("{\"documentId\": \"%s\", \"variables\": {}}".formatted(id))))
			.containsEntry("query", QUERY)
			.containsKey("variables");
		assertThat(parameters.of(get("documentId", id))).containsEntry("query", QUERY);
	}

	private static void assertRefused(ErrorCode code, ThrowingCallable request) {
		assertThatExceptionOfType(RapportException.class).isThrownBy(request)
			.satisfies((refusal) -> assertThat(refusal.code()).isEqualTo(code));
	}

	private RequestParameters parameters(boolean onlyTrusted) throws IOException {
		return new RequestParameters(new JsonMapper(), documents(onlyTrusted), LimitsTests.USUAL);
	}

	private TrustedDocuments documents(boolean onlyTrusted) throws IOException {
		return new TrustedDocuments(new DocumentsProperties(onlyTrusted, this.folder.toString()));
	}

	private static ServerRequest post(String body) {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/graphql");
		request.setContentType("application/json");
		request.setContent(body.getBytes(StandardCharsets.UTF_8));
		return ServerRequest.create(request, List.<HttpMessageConverter<?>>of());
	}

	private static ServerRequest get(String parameter, String value) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/graphql");
		request.setQueryString(parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
		return ServerRequest.create(request, List.<HttpMessageConverter<?>>of());
	}

}

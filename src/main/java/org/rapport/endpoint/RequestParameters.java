package org.rapport.endpoint;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;
import org.rapport.limits.Limits;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * Reads the parameters of a GraphQL request: {@code query} or {@code documentId},
 * {@code operationName}, {@code variables} and {@code extensions}. They come from a JSON
 * body or from the query string.
 */
final class RequestParameters {

	private static final String QUERY = "query";

	private static final String OPERATION_NAME = "operationName";

	private static final String VARIABLES = "variables";

	private static final String EXTENSIONS = "extensions";

	private static final String DOCUMENT_ID = "documentId";

	private final ObjectReader json;

	private final TrustedDocuments documents;

	private final long largestBody;

	RequestParameters(JsonMapper json, TrustedDocuments documents, Limits limits) {
		// Refuses duplicate names, because a proxy that checks the request may read the
		// other value.
		this.json = json.readerFor(Object.class).with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
		this.documents = documents;
		this.largestBody = limits.body().toBytes();
	}

	/**
	 * Reads the parameters by name; parameters that are not given are missing from the
	 * map.
	 * @throws RapportException if there is no query, or a parameter has the wrong type
	 * @throws IOException if the body cannot be read completely
	 */
	Map<String, Object> of(ServerRequest request) throws IOException {
		return request.method().equals(HttpMethod.POST) ? ofBody(request)
				: ofAddress(AddressParameters.of(request.servletRequest().getQueryString()));
	}

	private Map<String, Object> ofBody(ServerRequest request) throws IOException {
		requireJson(request);
		byte[] body = body(request);
		ErrorCode code = ErrorCode.BAD_REQUEST_BODY;
		if (!(parse(body, code,
				"The body of the request is not JSON, or repeats a name in an object") instanceof Map<?, ?> members)) {
			throw new RapportException(code, "The body of the request is not a JSON object");
		}
		return checked(members, code, "send a JSON object with \"query\", and \"variables\" if it has any");
	}

	/** Never reads more than is allowed, whatever length the request claims. */
	private byte[] body(ServerRequest request) throws IOException {
		byte[] body = (request.servletRequest().getContentLengthLong() > this.largestBody) ? null
				: request.servletRequest().getInputStream().readNBytes((int) this.largestBody + 1);
		if (body == null || body.length > this.largestBody) {
			throw new RapportException(ErrorCode.REQUEST_TOO_LARGE,
					"The body of the request has more than " + this.largestBody + " bytes");
		}
		return body;
	}

	private Map<String, Object> ofAddress(MultiValueMap<String, String> given) {
		ErrorCode code = ErrorCode.BAD_REQUEST_PARAMETERS;
		Map<String, Object> members = new HashMap<>();
		for (String name : List.of(QUERY, DOCUMENT_ID, OPERATION_NAME, VARIABLES, EXTENSIONS)) {
			List<String> values = given.getOrDefault(name, List.of());
			// A cache and this server might read different ones.
			if (values.size() > 1) {
				throw new RapportException(code, "The parameter " + name + " is sent more than once; send it once");
			}
			if (!values.isEmpty() && !values.get(0).isEmpty()) {
				members.put(name, values.get(0));
			}
		}
		for (String name : Set.of(VARIABLES, EXTENSIONS)) {
			if (members.get(name) instanceof String text) {
				members.put(name, parse(text.getBytes(StandardCharsets.UTF_8), code,
						"The parameter " + name + " is not JSON, or repeats a name in an object; send a JSON object"));
			}
		}
		return checked(members, code, "send the parameter query, and variables if it has any");
	}

	private Map<String, Object> checked(Map<?, ?> members, ErrorCode code, String remedy) {
		Map<String, Object> parameters = new HashMap<>();
		for (String name : List.of(QUERY, DOCUMENT_ID, OPERATION_NAME, VARIABLES, EXTENSIONS)) {
			Object value = members.get(name);
			boolean text = !name.equals(VARIABLES) && !name.equals(EXTENSIONS);
			if (value != null && !(text ? value instanceof String : value instanceof Map)) {
				throw new RapportException(code, "\"" + name + "\" is not " + (text ? "a string" : "an object"));
			}
			if (value != null) {
				parameters.put(name, value);
			}
		}
		if (parameters.remove(DOCUMENT_ID) instanceof String id) {
			if (parameters.containsKey(QUERY)) {
				throw new RapportException(code, "Send \"query\" or \"documentId\", not both");
			}
			parameters.put(QUERY, this.documents.text(id));
			return parameters;
		}
		if (!(parameters.get(QUERY) instanceof String query) || query.isBlank()) {
			throw new RapportException(code, "The request has no GraphQL query; " + remedy);
		}
		this.documents.requireOpen();
		return parameters;
	}

	private @Nullable Object parse(byte[] text, ErrorCode code, String complaint) {
		try {
			return this.json.readValue(text);
		}
		catch (JacksonException ex) {
			throw new RapportException(code, complaint);
		}
	}

	private static void requireJson(ServerRequest request) {
		try {
			MediaType type = request.headers().contentType().orElse(MediaType.APPLICATION_OCTET_STREAM);
			Charset charset = type.getCharset();
			if (type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
					&& (charset == null || charset.equals(StandardCharsets.UTF_8))) {
				return;
			}
		}
		catch (InvalidMediaTypeException ex) {
			// An unreadable type is not supported either.
		}
		throw new RapportException(ErrorCode.UNSUPPORTED_MEDIA_TYPE,
				"Send the request as " + HttpHeaders.CONTENT_TYPE + ": application/json, encoded in UTF-8");
	}

}

package org.rapport.transfer.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.access.RefusalTrail;
import org.rapport.access.Viewer;
import org.rapport.api.Errors;
import org.rapport.endpoint.AddressParameters;
import org.rapport.endpoint.Places;
import org.rapport.kernel.Deadline;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Receives the files of imports, and sends the reports of imports. Refusals have the
 * shape of a GraphQL error.
 */
@Component
class UploadEndpoint {

	private static final Logger log = LoggerFactory.getLogger(UploadEndpoint.class);

	private static final Set<HttpMethod> SENDING = Set.of(HttpMethod.POST, HttpMethod.OPTIONS);

	private static final Set<HttpMethod> REMOVING = Set.of(HttpMethod.DELETE, HttpMethod.OPTIONS);

	private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

	private static final String SECONDS_TO_WAIT = "5";

	private final ObjectProvider<ImportJobs> jobs;

	private final ImportProperties properties;

	private final Places places;

	private final JsonMapper json;

	UploadEndpoint(ObjectProvider<ImportJobs> jobs, ImportProperties properties, JsonMapper json) {
		this.jobs = jobs;
		this.properties = properties;
		this.places = new Places(properties.uploadsAtOnce(), properties.uploadsAtOnce(), 0, 0);
		this.json = json;
	}

	/**
	 * The imports of this server.
	 * @throws RapportException with the code UNAVAILABLE if it takes none
	 */
	static ImportJobs required(ObjectProvider<ImportJobs> jobs) {
		ImportJobs available = jobs.getIfAvailable();
		if (available == null) {
			throw new RapportException(ErrorCode.UNAVAILABLE,
					"This server takes no imports through the API; ask its operator to load the files");
		}
		return available;
	}

	/** Receives a file. */
	ServerResponse upload(ServerRequest request) {
		if (request.method().equals(HttpMethod.OPTIONS)) {
			return ServerResponse.noContent().allow(SENDING).build();
		}
		try {
			return received(request);
		}
		catch (RapportException ex) {
			return refusal(request, ex.code(), String.valueOf(ex.getMessage()), SENDING);
		}
		catch (IOException ex) {
			log.error("An uploaded file cannot be stored", ex);
			return refusal(request, ErrorCode.UNAVAILABLE, "The file cannot be stored now; try again later", SENDING);
		}
	}

	private ServerResponse received(ServerRequest request) throws IOException {
		require(request, HttpMethod.POST, SENDING);
		Viewer viewer = Viewer.current();
		ImportJobs.requireImporter(viewer);
		Uploads uploads = required(this.jobs).uploads();
		if (request.headers().contentType().filter((type) -> type.getType().equals("multipart")).isPresent()) {
			throw new RapportException(ErrorCode.UNSUPPORTED_MEDIA_TYPE,
					"Send the file itself as the body of the request, and not a form");
		}
		uploads.requireSize(request.headers().contentLength().orElse(0));
		MultiValueMap<String, String> parameters = AddressParameters.of(request.servletRequest().getQueryString());
		List<String> names = parameters.getOrDefault("name", List.of());
		if (names.size() != 1) {
			throw new RapportException(ErrorCode.BAD_REQUEST_PARAMETERS,
					"Give the name of the file once, as the parameter \"name\"");
		}
		if (!this.places.enter(viewer.name())) {
			throw new RapportException(ErrorCode.BUSY, "Too many files are being received; try again in a moment");
		}
		try {
			Upload upload = uploads.receive(viewer.name(), names.get(0), request.servletRequest().getInputStream(),
					Deadline.in(this.properties.uploadTime()));
			Map<String, Object> answer = new LinkedHashMap<>();
			answer.put("id", upload.id());
			answer.put("name", upload.name());
			answer.put("bytes", upload.bytes());
			return ServerResponse.status(HttpStatus.CREATED)
				.contentType(MediaType.APPLICATION_JSON)
				.body(this.json.writeValueAsBytes(answer));
		}
		finally {
			this.places.leave(viewer.name());
		}
	}

	/** Removes an uploaded file. */
	ServerResponse discard(ServerRequest request) {
		if (request.method().equals(HttpMethod.OPTIONS)) {
			return ServerResponse.noContent().allow(REMOVING).build();
		}
		try {
			require(request, HttpMethod.DELETE, REMOVING);
			if (!required(this.jobs).discard(Viewer.current(), request.pathVariable("id"))) {
				throw new RapportException(ErrorCode.NOT_FOUND, "You have no uploaded file with this id");
			}
			return ServerResponse.noContent().build();
		}
		catch (RapportException ex) {
			return refusal(request, ex.code(), String.valueOf(ex.getMessage()), REMOVING);
		}
	}

	/** Sends the report of an import. */
	ServerResponse report(ServerRequest request) {
		if (request.method().equals(HttpMethod.OPTIONS)) {
			return ServerResponse.noContent().allow(READING).build();
		}
		try {
			require(request, HttpMethod.GET, READING);
			Path report = required(this.jobs).report(Viewer.current(), request.pathVariable("id"))
				.orElseThrow(() -> new RapportException(ErrorCode.NOT_FOUND,
						"You have no import with this id whose report is complete"));
			return ServerResponse.ok()
				.contentType(new MediaType("application", "jsonl"))
				.header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s\"".formatted(ImportJobs.REPORT))
				.body(new FileSystemResource(report));
		}
		catch (RapportException ex) {
			return refusal(request, ex.code(), String.valueOf(ex.getMessage()), READING);
		}
	}

	private static void require(ServerRequest request, HttpMethod method, Set<HttpMethod> allowed) {
		if (!allowed.contains(request.method())) {
			throw new RapportException(ErrorCode.METHOD_NOT_ALLOWED, "Send the request by " + method);
		}
	}

	/** Sets no cache header, so Spring Security adds one that forbids caching. */
	private ServerResponse refusal(ServerRequest request, ErrorCode code, String message, Set<HttpMethod> allowed) {
		RefusalTrail.refused(request.servletRequest(), code);
		HttpStatus status = switch (code) {
			case FORBIDDEN -> HttpStatus.FORBIDDEN;
			case NOT_FOUND -> HttpStatus.NOT_FOUND;
			case METHOD_NOT_ALLOWED -> HttpStatus.METHOD_NOT_ALLOWED;
			case REQUEST_TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
			case REQUEST_TIMEOUT -> HttpStatus.REQUEST_TIMEOUT;
			case UNSUPPORTED_MEDIA_TYPE -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
			case BUSY, UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
			default -> HttpStatus.BAD_REQUEST;
		};
		ServerResponse.BodyBuilder response = ServerResponse.status(status).contentType(MediaType.APPLICATION_JSON);
		if (status == HttpStatus.SERVICE_UNAVAILABLE) {
			response.header(HttpHeaders.RETRY_AFTER, SECONDS_TO_WAIT);
		}
		if (status == HttpStatus.METHOD_NOT_ALLOWED) {
			response.allow(allowed);
		}
		return response.body(this.json.writeValueAsBytes(
				Map.of("errors", List.of(Map.of("message", message, "extensions", Errors.extensions(code))))));
	}

}

package org.rapport.export;

import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.access.Caller;
import org.rapport.access.RefusalTrail;
import org.rapport.access.Viewer;
import org.rapport.api.AsOf;
import org.rapport.api.Errors;
import org.rapport.api.ListArguments;
import org.rapport.endpoint.AddressParameters;
import org.rapport.graph.DatasetGraph;
import org.rapport.kernel.Element;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.Lens;
import org.rapport.kernel.NodeLookup;
import org.rapport.kernel.Quote;
import org.rapport.kernel.RapportException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Answers requests for tables. It reads filters, lens and format from the request, and
 * starts the stream. Refusals have the shape of a GraphQL error.
 */
@Component
class TableEndpoint {

	/** The timer of tables, tagged with their name, format and outcome. */
	static final String TABLES = "rapport.tables";

	private static final Logger log = LoggerFactory.getLogger(TableEndpoint.class);

	private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

	private static final String AS_OF = "asOf";

	private static final String CERTAINTY = "certainty";

	private static final String SECONDS_TO_WAIT = "5";

	private final Tables tables;

	private final NodeLookup lookup;

	private final DatasetGraph datasets;

	private final TableProperties properties;

	private final TablePlaces places;

	private final Clock clock = Clock.systemUTC();

	private final JsonMapper json;

	private final MeterRegistry meters;

	TableEndpoint(Tables tables, NodeLookup lookup, DatasetGraph datasets, TableProperties properties,
			TablePlaces places, JsonMapper json, MeterRegistry meters) {
		this.tables = tables;
		this.lookup = lookup;
		this.datasets = datasets;
		this.properties = properties;
		this.places = places;
		this.json = json;
		this.meters = meters;
	}

	/** Answers with a table. */
	ServerResponse answer(ServerRequest request) {
		if (request.method().equals(HttpMethod.OPTIONS)) {
			return ServerResponse.noContent().allow(METHODS).build();
		}
		try {
			requireReading(request);
			String file = request.pathVariable("file");
			int dot = file.lastIndexOf('.');
			Table<?> table = table((dot < 0) ? file : file.substring(0, dot));
			TableFormat format = TableFormat.of((dot < 0) ? "" : file.substring(dot + 1))
				.orElseThrow(() -> new RapportException(ErrorCode.NOT_FOUND,
						"A table is a file: %1$s.csv or %1$s.xlsx".formatted(table.name())));
			return answer(request, table, format);
		}
		catch (RapportException ex) {
			return refusal(request, ex.code(), String.valueOf(ex.getMessage()));
		}
	}

	/** Answers with the list of all tables. */
	ServerResponse all(ServerRequest request) {
		if (request.method().equals(HttpMethod.OPTIONS)) {
			return ServerResponse.noContent().allow(METHODS).build();
		}
		try {
			requireReading(request);
			TableList list = new TableList(this.tables);
			boolean html = request.headers()
				.accept()
				.stream()
				.anyMatch((type) -> type.equalsTypeAndSubtype(MediaType.TEXT_HTML));
			return html ? ServerResponse.ok().contentType(TableList.HTML).body(list.page())
					: ServerResponse.ok()
						.contentType(MediaType.APPLICATION_JSON)
						.body(this.json.writeValueAsBytes(list.described()));
		}
		catch (RapportException ex) {
			return refusal(request, ex.code(), String.valueOf(ex.getMessage()));
		}
	}

	private static void requireReading(ServerRequest request) {
		if (!METHODS.contains(request.method())) {
			throw new RapportException(ErrorCode.METHOD_NOT_ALLOWED, "Send the request by GET");
		}
	}

	private Table<?> table(String name) {
		return this.tables.named(name)
			.orElseThrow(() -> new RapportException(ErrorCode.NOT_FOUND,
					"There is no table \"%s\"; %s".formatted(Quote.visibly(name),
							this.tables.nearest(name)
								.map((near) -> "perhaps you mean " + near)
								.orElse("/tables lists those that there are"))));
	}

	private <T extends Element> ServerResponse answer(ServerRequest request, Table<T> table, TableFormat format) {
		Viewer viewer = Viewer.current();
		MultiValueMap<String, String> parameters = AddressParameters.of(request.servletRequest().getQueryString());
		Map<String, String> filters = once(parameters);
		AsOf asOf = asOf(filters.remove(AS_OF), filters.remove(CERTAINTY), request.headers().header(AsOf.HEADER));
		Lens lens = Lens.of(viewer.clearance());
		ListArguments asked = this.tables.filters(table)
			.read(filters, Set.of(AS_OF, CERTAINTY), (asOf != null) ? asOf.applied(lens) : lens, this.lookup);
		ByteArrayOutputStream buffer = new ByteArrayOutputStream();
		TableReading<T> reading = new TableReading<>(table, asked.lens(), table.walk().apply(asked),
				format.writer(table, buffer), this.properties.mostRows(),
				(names) -> this.datasets.credits(names, lens.clearance()), this.clock);
		ServerResponse.BodyBuilder response = ServerResponse.ok()
			.contentType(format.type())
			.header(HttpHeaders.CONTENT_DISPOSITION,
					"attachment; filename=\"%s.%s\"".formatted(table.name(), format.ending()));
		if (request.method().equals(HttpMethod.HEAD)) {
			return response.build();
		}
		String holder = viewer.equals(Viewer.ANONYMOUS) ? Caller.of(request.servletRequest()).network() : viewer.name();
		if (!this.places.enter(holder)) {
			throw new RapportException(ErrorCode.BUSY, "Too many tables are being read; try again in a moment");
		}
		long start = System.nanoTime();
		return response.build((http, answer) -> {
			new TableStream(http, answer, reading, buffer, this.properties.time(), () -> this.places.leave(holder),
					(outcome) -> ended(table, format, viewer, outcome, reading.rows(), start))
				.begin();
			return null;
		});
	}

	private void ended(Table<?> table, TableFormat format, Viewer viewer, TableStream.StreamOutcome outcome, int rows,
			long start) {
		long nanos = System.nanoTime() - start;
		this.meters.timer(TABLES, "table", table.name(), "format", format.ending(), "outcome", outcome.name())
			.record(nanos, TimeUnit.NANOSECONDS);
		log.info("Table {}.{} by {}: {} with {} rows in {} ms", table.name(), format.ending(), viewer.kind(), outcome,
				rows, TimeUnit.NANOSECONDS.toMillis(nanos));
	}

	/** The parameters by name. A cache and this server might read different ones. */
	private static Map<String, String> once(MultiValueMap<String, String> parameters) {
		Map<String, String> once = new LinkedHashMap<>();
		parameters.forEach((name, values) -> {
			if (values.size() > 1) {
				throw new RapportException(ErrorCode.BAD_REQUEST_PARAMETERS,
						"The parameter \"%s\" is sent more than once; send it once".formatted(Quote.visibly(name)));
			}
			if (values.get(0).isEmpty() && !name.isEmpty()) {
				// Somebody who meant to filter would get the whole list.
				throw new RapportException(ErrorCode.BAD_REQUEST_PARAMETERS,
						"The parameter \"%s\" is empty; give it a value, or leave it out"
							.formatted(Quote.visibly(name)));
			}
			if (!name.isEmpty()) {
				once.put(name, values.get(0));
			}
		});
		return once;
	}

	private static @Nullable AsOf asOf(@Nullable String day, @Nullable String certainty, List<String> header) {
		AsOf ofHeader = AsOf.ofHeader(header);
		if (day == null && certainty != null) {
			throw new RapportException(ErrorCode.BAD_REQUEST_PARAMETERS,
					"\"certainty\" needs a day; give \"asOf\" too");
		}
		AsOf ofAddress = (day != null) ? AsOf.of(day, certainty) : null;
		if (ofHeader != null && ofAddress != null && !ofHeader.equals(ofAddress)) {
			throw new RapportException(ErrorCode.AS_OF_CONFLICT,
					"\"asOf\" and the header %s name different days".formatted(AsOf.HEADER));
		}
		return (ofAddress != null) ? ofAddress : ofHeader;
	}

	/** Sets no cache header, so Spring Security adds one that forbids caching. */
	private ServerResponse refusal(ServerRequest request, ErrorCode code, String message) {
		RefusalTrail.refused(request.servletRequest(), code);
		HttpStatus status = switch (code) {
			case NOT_FOUND -> HttpStatus.NOT_FOUND;
			case METHOD_NOT_ALLOWED -> HttpStatus.METHOD_NOT_ALLOWED;
			case BUSY, TIMEOUT, UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
			default -> HttpStatus.BAD_REQUEST;
		};
		ServerResponse.BodyBuilder response = ServerResponse.status(status).contentType(MediaType.APPLICATION_JSON);
		if (status == HttpStatus.SERVICE_UNAVAILABLE) {
			response.header(HttpHeaders.RETRY_AFTER, SECONDS_TO_WAIT);
		}
		if (status == HttpStatus.METHOD_NOT_ALLOWED) {
			response.allow(METHODS);
		}
		return response.body(this.json.writeValueAsBytes(
				Map.of("errors", List.of(Map.of("message", message, "extensions", Errors.extensions(code))))));
	}

}

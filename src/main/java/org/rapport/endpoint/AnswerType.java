package org.rapport.endpoint;

import java.util.List;

import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;

/** The media type in which a client wants its answer. */
enum AnswerType {

	/** GraphQL's own type. With it the status shows whether a request was refused. */
	GRAPHQL(new MediaType("application", "graphql-response+json")),

	/**
	 * The type that older clients expect. With it the status is 200 even for errors of
	 * GraphQL itself.
	 */
	JSON(MediaType.APPLICATION_JSON);

	private final MediaType mediaType;

	AnswerType(MediaType mediaType) {
		this.mediaType = mediaType;
	}

	MediaType mediaType() {
		return this.mediaType;
	}

	/**
	 * The type that the client prefers according to {@code Accept}. If it prefers both
	 * equally, GraphQL's own if the client names it, otherwise JSON.
	 * @throws RapportException with the code NOT_ACCEPTABLE if it accepts neither
	 */
	static AnswerType of(ServerRequest request) {
		List<MediaType> ranges = ranges(request);
		if (ranges.isEmpty()) {
			return JSON;
		}
		Wish graphQl = GRAPHQL.wish(ranges);
		Wish json = JSON.wish(ranges);
		if (graphQl.quality() == 0 && json.quality() == 0) {
			throw notAcceptable();
		}
		if (graphQl.quality() != json.quality()) {
			return (graphQl.quality() > json.quality()) ? GRAPHQL : JSON;
		}
		return (graphQl.precision() == 2) ? GRAPHQL : JSON;
	}

	private static List<MediaType> ranges(ServerRequest request) {
		try {
			return MediaType.parseMediaTypes(request.headers().header(HttpHeaders.ACCEPT));
		}
		catch (InvalidMediaTypeException ex) {
			throw notAcceptable();
		}
	}

	/** The preference that the most specific range for this type gives. */
	private Wish wish(List<MediaType> ranges) {
		Wish wish = new Wish(-1, 0);
		for (MediaType range : ranges) {
			int precision = range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
			if (range.includes(this.mediaType) && precision > wish.precision()) {
				wish = new Wish(precision, range.getQualityValue());
			}
		}
		return wish;
	}

	private static RapportException notAcceptable() {
		return new RapportException(ErrorCode.NOT_ACCEPTABLE,
				"The header Accept allows no type that this server can send; "
						+ "accept application/graphql-response+json or application/json");
	}

	/**
	 * How much a client wants a type.
	 *
	 * @param precision how specific the range is: 2 for the type itself, 1 for its main
	 * type, 0 for all types, -1 for no range
	 * @param quality from 0 (not accepted) to 1
	 */
	private record Wish(int precision, double quality) {
	}

}

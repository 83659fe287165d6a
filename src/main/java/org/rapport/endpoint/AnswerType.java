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

	/** GraphQL's own, whose status tells a refused request from an answer. */
	GRAPHQL(new MediaType("application", "graphql-response+json")),

	/** What older clients expect: 200 for whatever GraphQL itself has to say. */
	JSON(MediaType.APPLICATION_JSON);

	private final MediaType mediaType;

	AnswerType(MediaType mediaType) {
		this.mediaType = mediaType;
	}

	MediaType mediaType() {
		return this.mediaType;
	}

	/**
	 * The type that the client prefers by its {@code Accept}. Between equals GraphQL's
	 * own if it is named, otherwise JSON.
	 * @throws RapportException with the code NOT_ACCEPTABLE if it wants neither
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

	/** What the most precise of the ranges that include this type says about it. */
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
				"The header Accept leaves no type to answer in; accept application/graphql-response+json or application/json");
	}

	/**
	 * How much a type is wanted.
	 *
	 * @param precision how closely it was named: 2 by its name, 0 by asterisks alone
	 * @param quality from 0, not at all, to 1
	 */
	private record Wish(int precision, double quality) {
	}

}

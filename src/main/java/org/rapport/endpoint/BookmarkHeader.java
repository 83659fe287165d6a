package org.rapport.endpoint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.micrometer.context.ContextRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.rapport.api.Errors;
import org.rapport.kernel.BookmarkWait;
import org.rapport.kernel.Bookmarks;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Lets clients read on any instance what they wrote on another one. An operation that
 * wrote gets a bookmark in its answer. If the client sends it with a request, the
 * operation runs only when the database has reached it.
 */
@Component
class BookmarkHeader implements WebGraphQlInterceptor {

	/** The header of requests and answers. */
	static final String NAME = "Rapport-Bookmark";

	private static final Logger log = LoggerFactory.getLogger(BookmarkHeader.class);

	private static final String KEY = Bookmarks.class.getName();

	/** Clients that write at the same time get bookmarks that they cannot compare. */
	private static final int MOST = 8;

	private final BookmarkCipher cipher;

	private final BookmarkWait wait;

	BookmarkHeader(BookmarkProperties properties, BookmarkWait wait) {
		this.cipher = BookmarkCipher.of(properties.key());
		this.wait = wait;
		// Passes the bookmarks on to every thread that reads or writes for the operation.
		ContextRegistry.getInstance()
			.registerThreadLocalAccessor(KEY, Bookmarks::current, Bookmarks::set, Bookmarks::clear);
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		return Mono.defer(() -> {
			Bookmarks bookmarks;
			try {
				bookmarks = Bookmarks.awaiting(awaited(request.getHeaders()));
				await(bookmarks);
			}
			catch (RapportException ex) {
				return Mono.just(Errors.answer(request, ex));
			}
			request.configureExecutionInput((input, builder) -> builder.graphQLContext(Map.of(KEY, bookmarks)).build());
			return chain.next(request).doOnNext((answer) -> add(bookmarks.written(), answer.getResponseHeaders()));
		});
	}

	/**
	 * The bookmarks that the client names.
	 * @throws RapportException with the code BAD_BOOKMARK if one cannot be read
	 */
	private Set<String> awaited(HttpHeaders headers) {
		List<String> texts = new ArrayList<>();
		for (String line : headers.getOrEmpty(NAME)) {
			texts.addAll(List.of(StringUtils.tokenizeToStringArray(line, ",", true, false)));
		}
		if (texts.size() > MOST) {
			throw new RapportException(ErrorCode.BAD_BOOKMARK,
					"The header %s has more than %d bookmarks".formatted(NAME, MOST));
		}
		Set<String> awaited = new HashSet<>();
		for (String text : texts) {
			awaited.addAll(this.cipher.decrypt(text)
				.orElseThrow(() -> new RapportException(ErrorCode.BAD_BOOKMARK, "The header " + NAME
						+ " has a bookmark that this server has not issued; send the request " + "without it")));
		}
		return awaited;
	}

	private void await(Bookmarks bookmarks) {
		Bookmarks.set(bookmarks);
		try {
			this.wait.await();
		}
		finally {
			Bookmarks.clear();
		}
	}

	private void add(Set<String> written, HttpHeaders headers) {
		if (!written.isEmpty()) {
			this.cipher.encrypt(written)
				.ifPresentOrElse((text) -> headers.set(NAME, text),
						() -> log.warn("The bookmark of the database is too long for the header {}", NAME));
		}
	}

}

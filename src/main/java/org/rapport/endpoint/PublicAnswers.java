package org.rapport.endpoint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

import org.rapport.access.Viewer;
import org.rapport.api.AsOf;
import org.rapport.kernel.Clearance;
import org.rapport.kernel.Digest;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * Lets caches keep answers that everybody may see, and no others. Every other answer has
 * Spring Security's {@code no-store}.
 */
final class PublicAnswers {

	/**
	 * All headers that an answer depends on, so that no cache serves it for another
	 * viewer, day or type.
	 */
	private static final List<String> VARY = List.of(HttpHeaders.ACCEPT, HttpHeaders.AUTHORIZATION, AsOf.HEADER,
			BookmarkHeader.NAME);

	private final CacheControl control;

	PublicAnswers(CachingProperties caching) {
		this.control = CacheControl.maxAge(caching.publicMaxAge()).cachePublic().mustRevalidate();
	}

	/**
	 * Whether the answer to a request is public: it has no token, and its viewer sees
	 * only public elements. With a bookmark it is for one client only, because nobody
	 * else sends that bookmark.
	 */
	static boolean isFor(ServerRequest request) {
		return request.headers().firstHeader(HttpHeaders.AUTHORIZATION) == null
				&& request.headers().firstHeader(BookmarkHeader.NAME) == null
				&& Viewer.current().clearance().equals(Clearance.PUBLIC);
	}

	/**
	 * Adds the cache headers, and an ETag by which a cache can check whether the answer
	 * is still valid.
	 */
	void mayBeKept(HttpHeaders headers, byte[] body) {
		headers.setCacheControl(this.control);
		headers.setVary(VARY);
		headers.setETag(tag(headers, body));
	}

	/** A weak tag, because the server may compress the answer. */
	private static String tag(HttpHeaders headers, byte[] body) {
		MessageDigest digest = Digest.sha256();
		digest.update(String.valueOf(headers.getContentType()).getBytes(StandardCharsets.UTF_8));
		digest.update(body);
		return "W/\"" + HexFormat.of().formatHex(digest.digest(), 0, 16) + "\"";
	}

}

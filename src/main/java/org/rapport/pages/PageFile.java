package org.rapport.pages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * A file of a page. Browsers cache it but check it again each time, because its address
 * does not change with its content.
 *
 * @param type its media type
 * @param content its bytes
 * @param tag its ETag, which changes with the bytes
 */
record PageFile(MediaType type, Resource content, String tag) {

	static PageFile of(MediaType type, Resource content) {
		try (InputStream bytes = content.getInputStream()) {
			return new PageFile(type, content, "\"" + DigestUtils.md5DigestAsHex(bytes) + "\"");
		}
		catch (IOException ex) {
			throw new IllegalStateException("Cannot read " + content, ex);
		}
	}

	static PageFile of(MediaType type, String content) {
		return of(type, new ByteArrayResource(content.getBytes(StandardCharsets.UTF_8)));
	}

	ServerResponse answer(ServerRequest request) {
		return request.checkNotModified(this.tag)
			.orElseGet(() -> ServerResponse.ok()
				.contentType(this.type)
				.cacheControl(CacheControl.maxAge(Duration.ZERO).mustRevalidate())
				.eTag(this.tag)
				.body(this.content));
	}

}

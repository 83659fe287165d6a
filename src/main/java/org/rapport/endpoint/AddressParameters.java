package org.rapport.endpoint;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** Reads the parameters in the address of a request. */
public final class AddressParameters {

	private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

	private AddressParameters() {
	}

	/**
	 * Parses the query string strictly. A server that guesses at broken escapes may
	 * answer another query than a cache expects.
	 * @param address the query string as it was sent; null if there is none
	 * @throws RapportException with the code BAD_REQUEST_PARAMETERS if a parameter cannot
	 * be decoded
	 */
	public static MultiValueMap<String, String> of(@Nullable String address) {
		MultiValueMap<String, String> given = new LinkedMultiValueMap<>();
		if (address == null) {
			return given;
		}
		for (String pair : address.split("&")) {
			int end = pair.indexOf('=');
			String name = decoded((end < 0) ? pair : pair.substring(0, end));
			given.add(name, (end < 0) ? "" : decoded(pair.substring(end + 1)));
		}
		return given;
	}

	private static String decoded(String text) {
		try {
			// Java also accepts %+1 as an escape.
			if (BAD_ESCAPE.matcher(text).find()) {
				throw new IllegalArgumentException();
			}
			// In the text from Tomcat each character stands for one byte.
			byte[] bytes = URLDecoder.decode(text, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (IllegalArgumentException | CharacterCodingException ex) {
			throw new RapportException(ErrorCode.BAD_REQUEST_PARAMETERS,
					"The address has a parameter that cannot be decoded; encode it in UTF-8, and write % as %25");
		}
	}

}

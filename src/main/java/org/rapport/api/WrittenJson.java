package org.rapport.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import tools.jackson.core.SerializableString;

/**
 * A value that is written as JSON already, in the bytes that are sent. Jackson copies
 * them as they are. They are no text that could be put in quotes.
 *
 * @param utf8 the value in UTF-8; nobody changes it
 */
record WrittenJson(byte[] utf8) implements SerializableString {

	@Override
	public String getValue() {
		return new String(this.utf8, StandardCharsets.UTF_8);
	}

	@Override
	public int charLength() {
		return getValue().length();
	}

	@Override
	public byte[] asUnquotedUTF8() {
		return this.utf8;
	}

	@Override
	public int appendUnquotedUTF8(byte[] buffer, int offset) {
		if (this.utf8.length > buffer.length - offset) {
			return -1;
		}
		System.arraycopy(this.utf8, 0, buffer, offset, this.utf8.length);
		return this.utf8.length;
	}

	@Override
	public int appendUnquoted(char[] buffer, int offset) {
		String text = getValue();
		if (text.length() > buffer.length - offset) {
			return -1;
		}
		text.getChars(0, text.length(), buffer, offset);
		return text.length();
	}

	@Override
	public int writeUnquotedUTF8(OutputStream out) throws IOException {
		out.write(this.utf8);
		return this.utf8.length;
	}

	@Override
	public int putUnquotedUTF8(ByteBuffer buffer) {
		if (this.utf8.length > buffer.remaining()) {
			return -1;
		}
		buffer.put(this.utf8);
		return this.utf8.length;
	}

	@Override
	public char[] asQuotedChars() {
		throw noText();
	}

	@Override
	public byte[] asQuotedUTF8() {
		throw noText();
	}

	@Override
	public int appendQuotedUTF8(byte[] buffer, int offset) {
		throw noText();
	}

	@Override
	public int appendQuoted(char[] buffer, int offset) {
		throw noText();
	}

	@Override
	public int writeQuotedUTF8(OutputStream out) {
		throw noText();
	}

	@Override
	public int putQuotedUTF8(ByteBuffer buffer) {
		throw noText();
	}

	private static UnsupportedOperationException noText() {
		return new UnsupportedOperationException("A value in JSON is no text");
	}

}

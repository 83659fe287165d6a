package org.rapport.transfer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Makes interchange files for tests. Lines have apostrophes instead of quotation marks.
 */
final class InterchangeFile {

	static final String DATASET = line(
			"{'type':'Dataset','format':'rapport-interchange/2','dataset':'test','title':'A test'}");

	static final String PERSON = line("{'type':'Person','key':'p','slug':'p','name':'P'}");

	static final String DOCUMENT = line(
			"{'type':'Document','key':'d','slug':'d','title':'D','kind':'REPORT','date':'2024'}");

	static final String CITED = "'citations':[{'document':'d','locator':'l'}]";

	private InterchangeFile() {
	}

	/** A file with a Dataset line and then these lines. */
	static InputStream of(String... lines) {
		return bytes((DATASET + "\n" + line(String.join("\n", lines)) + "\n").getBytes(StandardCharsets.UTF_8));
	}

	static InputStream raw(String text) {
		return bytes(line(text).getBytes(StandardCharsets.UTF_8));
	}

	static InputStream bytes(byte[] bytes) {
		return new ByteArrayInputStream(bytes);
	}

	static InputStream sample() throws IOException {
		return bytes(sampleText().getBytes(StandardCharsets.UTF_8));
	}

	static String sampleText() throws IOException {
		try (InputStream in = InterchangeFile.class.getResourceAsStream("/sample/allmep.jsonl")) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	static String meeting(String key, String more) {
		return record("Meeting", key, "'title':'M','kind':'MEETING'", more);
	}

	static String organisation(String key) {
		return record("Organisation", key, "'name':'O','kind':'NETWORK'", "");
	}

	static String record(String type, String key, String fields, String more) {
		return line("{'type':'%s','key':'%s','slug':'%s',%s%s}".formatted(type, key, key, fields, more));
	}

	static String fact(String type, String key, String fields) {
		return line("{'type':'%s','key':'%s',%s,%s}".formatted(type, key, fields, CITED));
	}

	private static String line(String text) {
		return text.replace('\'', '"');
	}

}

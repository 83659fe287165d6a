package org.rapport.transfer.reading;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Opens files, and unpacks those that are compressed with gzip. */
final class FileContent {

	/** The most bytes of a file, once it is unpacked. */
	static final long MOST_BYTES = 1L << 30;

	private static final int HEAD = 8;

	private static final int[] GZIP = { 0x1f, 0x8b };

	private FileContent() {
	}

	/** Opens a file. The stream fails where it has more than {@link #MOST_BYTES}. */
	static InputStream open(Path file) throws IOException {
		InputStream in = new BufferedInputStream(Files.newInputStream(file));
		try {
			byte[] head = head(in);
			if (startsWith(head, GZIP)) {
				in = new BufferedInputStream(new GZIPInputStream(in));
			}
			return new Bounded(in, file.getFileName().toString());
		}
		catch (IOException ex) {
			in.close();
			throw ex;
		}
	}

	/** Whether a file is compressed with gzip. */
	static boolean isPacked(Path file) throws IOException {
		try (InputStream in = Files.newInputStream(file)) {
			return startsWith(in.readNBytes(HEAD), GZIP);
		}
	}

	/** The first bytes of a stream, which can be read again. */
	static byte[] head(InputStream in) throws IOException {
		in.mark(HEAD);
		byte[] head = in.readNBytes(HEAD);
		in.reset();
		return head;
	}

	static boolean startsWith(byte[] bytes, int... start) {
		if (bytes.length < start.length) {
			return false;
		}
		for (int i = 0; i < start.length; i++) {
			if ((bytes[i] & 0xff) != start[i]) {
				return false;
			}
		}
		return true;
	}

	/** Reads a text to its end, and refuses what is no text. */
	static void requireText(String file, InputStream content) throws IOException {
		byte[] bytes = new byte[1 << 16];
		byte[] head = head(content);
		if (head.length == 0) {
			throw new UnreadableFile(file, "is empty");
		}
		boolean wide = startsWith(head, 0xff, 0xfe) || startsWith(head, 0xfe, 0xff);
		if (startsWith(head, '%', 'P', 'D', 'F')) {
			throw noTable(file);
		}
		for (int length = content.read(bytes); length >= 0; length = content.read(bytes)) {
			for (int i = 0; !wide && i < length; i++) {
				if (bytes[i] == 0) {
					throw noTable(file);
				}
			}
		}
	}

	private static UnreadableFile noTable(String file) {
		return new UnreadableFile(file, "is no table; send text (CSV), a workbook (XLSX, ODS), JSON or YAML");
	}

	/** Counts what is read. */
	private static final class Bounded extends FilterInputStream {

		private final String file;

		private long read;

		Bounded(InputStream in, String file) {
			super(in);
			this.file = file;
		}

		@Override
		public int read() throws IOException {
			int one = super.read();
			count((one >= 0) ? 1 : 0);
			return one;
		}

		@Override
		public int read(byte[] bytes, int from, int length) throws IOException {
			int count = super.read(bytes, from, length);
			count(Math.max(0, count));
			return count;
		}

		@Override
		public void reset() throws IOException {
			super.reset();
			this.read = 0;
		}

		private void count(int more) {
			this.read += more;
			if (this.read > MOST_BYTES) {
				throw new UnreadableFile(this.file,
						"has more than %d MiB once it is unpacked; split it".formatted(MOST_BYTES >> 20));
			}
		}

	}

}

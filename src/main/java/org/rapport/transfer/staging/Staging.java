package org.rapport.transfer.staging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * What a load has read and not written yet. A small load keeps all of it in memory. Of a
 * large one, most is in a file that nobody but the process can open: it has no name any
 * more once it is open, where the system allows that, so it also goes if the process is
 * killed.
 * <p>
 * Only one thread uses it.
 */
public final class Staging implements AutoCloseable {

	/** So many values of each kind stay in memory. */
	public static final int HELD = 10_000;

	/** So many characters of all values stay in memory. */
	private static final long HELD_CHARACTERS = 1 << 24;

	/** The end of the names of the files. */
	static final String ENDING = ".staging";

	private static final int PAGE = 1 << 16;

	/** A place is the position of a value in the file and the length of its bytes. */
	private static final int LENGTH_BITS = 28;

	/**
	 * So many values that were read last are kept, because they are often asked again.
	 */
	private static final int RECENT = 1 << 10;

	/** The most bytes of such a value. */
	private static final int RECENT_LENGTH = 1 << 13;

	private final @Nullable Path folder;

	private final int held;

	/** How many characters can still stay in memory. */
	private long room;

	private @Nullable FileChannel file;

	private long written;

	/** The end of the file, which is not written yet. */
	private final ByteBuffer tail = ByteBuffer.allocate(PAGE);

	/** The part of the file that was read last. */
	private final ByteBuffer page = ByteBuffer.allocate(PAGE).limit(0);

	private long pageStart;

	private final long[] recentPlaces = new long[RECENT];

	private final @Nullable Object[] recent = new Object[RECENT];

	private Staging(@Nullable Path folder, int held, long room) {
		this.folder = folder;
		this.held = held;
		this.room = room;
		Arrays.fill(this.recentPlaces, -1);
	}

	/**
	 * Opens a staging.
	 * @param folder the folder for its file, which is created when it is needed
	 * @param held how many values of each kind stay in memory
	 */
	public static Staging in(Path folder, int held) {
		return new Staging(folder, held, HELD_CHARACTERS);
	}

	/** A staging without a file. */
	public static Staging inMemory() {
		return new Staging(null, Integer.MAX_VALUE, Long.MAX_VALUE);
	}

	/** An empty shelf. */
	public <T> Shelf<T> shelf(Encoding<T> encoding) {
		return new Shelf<>(this, encoding);
	}

	/** An empty list. */
	public <T> StagedList<T> list(Encoding<T> encoding) {
		return new StagedList<>(this, encoding);
	}

	/**
	 * Whether there is room in memory for one more value.
	 * @param held how many of its sort are in memory
	 * @param characters about how many characters it has
	 */
	boolean holds(int held, long characters) {
		boolean holds = held < this.held && characters <= this.room;
		this.room -= holds ? characters : 0;
		return holds;
	}

	/** The number of bytes in the file. */
	long bytes() {
		return this.written + this.tail.position();
	}

	/**
	 * Adds bytes to the file.
	 * @return their place
	 */
	long append(byte[] bytes) {
		if (bytes.length >= 1 << LENGTH_BITS) {
			throw new IllegalArgumentException("A value has %d bytes, which are too many".formatted(bytes.length));
		}
		if (bytes.length > this.tail.remaining()) {
			flush();
		}
		long at = bytes();
		if (bytes.length > this.tail.capacity()) {
			write(ByteBuffer.wrap(bytes));
		}
		else {
			this.tail.put(bytes);
		}
		return at << LENGTH_BITS | bytes.length;
	}

	/** The value at a place. */
	@SuppressWarnings("unchecked")
	<T> T read(long place, Encoding<T> encoding) {
		int slot = (int) ((place * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - 10));
		Object known = this.recent[slot];
		if (this.recentPlaces[slot] == place && known != null) {
			// A place belongs to one value, and so to one type.
			return (T) known;
		}
		byte[] bytes = bytes(place);
		T value = encoding.decode(bytes);
		if (bytes.length <= RECENT_LENGTH) {
			this.recentPlaces[slot] = place;
			this.recent[slot] = value;
		}
		return value;
	}

	private byte[] bytes(long place) {
		long at = place >>> LENGTH_BITS;
		byte[] bytes = new byte[(int) (place & ((1 << LENGTH_BITS) - 1))];
		if (at + bytes.length > this.written) {
			flush();
		}
		if (bytes.length > this.page.capacity()) {
			read(ByteBuffer.wrap(bytes), at);
			return bytes;
		}
		if (at < this.pageStart || at + bytes.length > this.pageStart + this.page.limit()) {
			this.page.clear().limit((int) Math.min(PAGE, this.written - at));
			this.pageStart = at;
			read(this.page, at);
			this.page.flip();
		}
		this.page.get((int) (at - this.pageStart), bytes);
		return bytes;
	}

	private void flush() {
		this.tail.flip();
		write(this.tail);
		this.tail.clear();
	}

	private void write(ByteBuffer bytes) {
		try {
			FileChannel to = open();
			while (bytes.hasRemaining()) {
				this.written += to.write(bytes, this.written);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void read(ByteBuffer into, long at) {
		try {
			FileChannel from = open();
			long next = at;
			while (into.hasRemaining()) {
				int count = from.read(into, next);
				if (count < 0) {
					throw new IOException("The file of a load is shorter than it was");
				}
				next += count;
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private FileChannel open() throws IOException {
		FileChannel open = this.file;
		if (open == null) {
			if (this.folder == null) {
				throw new IllegalStateException("This staging has no file");
			}
			// The file is for its owner alone.
			Path path = Files.createTempFile(this.folder, "load-", ENDING);
			open = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE,
					StandardOpenOption.DELETE_ON_CLOSE);
			this.file = open;
		}
		return open;
	}

	@Override
	public void close() throws IOException {
		FileChannel open = this.file;
		if (open != null) {
			open.close();
		}
	}

}

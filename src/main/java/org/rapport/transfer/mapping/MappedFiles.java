package org.rapport.transfer.mapping;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.google.re2j.Pattern;
import tools.jackson.databind.node.ObjectNode;

import org.rapport.kernel.Digest;
import org.rapport.kernel.Hiding;
import org.rapport.kernel.Kind;
import org.rapport.kernel.NearName;
import org.rapport.recording.FormSchema;
import org.rapport.transfer.RowNote;
import org.rapport.transfer.RowNote.About;
import org.rapport.transfer.RowPlace;
import org.rapport.transfer.mapping.CellReader.BadCell;
import org.rapport.transfer.mapping.KeptRow.CitedPlace;
import org.rapport.transfer.mapping.Mapping.MappedTable;
import org.rapport.transfer.reading.RowReader;
import org.rapport.transfer.reading.TableFile;
import org.rapport.transfer.reading.TableRow;
import org.rapport.transfer.staging.Smile;
import org.rapport.transfer.staging.Staging;

/**
 * Reads all files that a mapping names, and makes records and facts of their rows.
 * Nothing is written. A row with errors makes nothing, and neither does one that refers
 * to what no row makes.
 */
public final class MappedFiles {

	/** The most records and facts of one load. */
	static final int MOST_LINES = 5_000_000;

	private static final FormSchema SCHEMA = FormSchema.read();

	private final Mapping mapping;

	private final Map<MappedTable, List<Path>> files = new LinkedHashMap<>();

	private final Consumer<RowNote> notes;

	private final LongConsumer progress;

	private long rows;

	private final MadeLines made;

	private final Map<String, TableCounts> counts = new LinkedHashMap<>();

	private final Map<String, JoinedRows> joined = new HashMap<>();

	private final Set<RowPlace> refusedPlaces = new HashSet<>();

	private final List<MadeLine> refusedLines = new ArrayList<>();

	private final List<KeptRow> kept;

	private final Set<String> admitted = new HashSet<>();

	private boolean hasUnknown;

	/** The parts of the data set that have a row in the files. */
	private final Set<String> parts = new HashSet<>();

	/**
	 * Creates a reading of files.
	 * @param files the files; each belongs to at least one table
	 * @param beside files of folders, which may also belong to none
	 * @param notes takes everything that there is to say about rows
	 * @param progress takes the number of rows so far
	 * @param staging keeps what the rows make
	 * @throws BadMapping if a table has no file, or a file belongs to no table
	 */
	public MappedFiles(Mapping mapping, List<Path> files, List<Path> beside, Consumer<RowNote> notes,
			LongConsumer progress, Staging staging) {
		this.mapping = mapping;
		this.made = new MadeLines(staging);
		this.kept = staging.list(new Smile<>(KeptRow.class, KeptRow::characters));
		this.notes = notes;
		this.progress = progress;
		assign(files, beside);
	}

	private void assign(List<Path> named, List<Path> beside) {
		List<String> errors = new ArrayList<>();
		Set<Path> left = new LinkedHashSet<>(named);
		List<Path> paths = Stream.concat(named.stream(), beside.stream()).distinct().toList();
		for (MappedTable table : this.mapping.tables()) {
			Pattern names = Pattern.compile(table.files()
				.stream()
				.map((name) -> Stream.of(name.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")))
				.collect(Collectors.joining("|", "(?:", ")(?:\\.gz)?")));
			List<Path> own = paths.stream()
				.filter((path) -> names.matcher(path.getFileName().toString()).matches())
				.sorted()
				.toList();
			if (own.isEmpty()) {
				errors.add("its table %s needs a file with the name %s, but none of the files has it"
					.formatted(table.name(), String.join(" or ", table.files())));
			}
			left.removeAll(own);
			this.files.put(table, own);
		}
		Set<String> names = new LinkedHashSet<>();
		this.mapping.tables().forEach((table) -> names.addAll(table.files()));
		left.forEach((path) -> errors.add(NearName.unknown("no table of it is about a file with the name",
				path.getFileName().toString(), names)));
		if (this.mapping.complete().tellingParts().contains(Template.FILE)) {
			Set<String> once = new HashSet<>();
			files().stream()
				.map((path) -> unpacked(path.getFileName().toString()))
				.filter((name) -> !once.add(name))
				.forEach((name) -> errors
					.add("complete: files needs different names, but two files have the name " + name));
		}
		errors.addAll(HiddenColumns.errors(this.mapping));
		if (!errors.isEmpty()) {
			throw new BadMapping(this.mapping.file(), errors);
		}
	}

	/** The files that belong to a table, each once. */
	public List<Path> files() {
		return this.files.values().stream().flatMap(List::stream).distinct().toList();
	}

	/**
	 * Reads the files.
	 * @throws org.rapport.transfer.reading.UnreadableFile if a file cannot be read
	 * @throws IOException if the disk cannot be read
	 */
	public MappedRows read() throws IOException {
		this.made.add(new MadeLine(Kind.DOCUMENT, RowMapper.SOURCE, source(), Set.of(),
				new RowPlace("", this.mapping.file(), 1)));
		this.mapping.tables().forEach((table) -> this.counts.put(table.name(), new TableCounts(table.name())));
		join();
		for (MappedTable table : this.mapping.tables()) {
			if (table.makes().isEmpty()) {
				continue;
			}
			requirePlaces(table);
			TableReading reading = new TableReading(table, counted(table));
			for (Path file : this.files.getOrDefault(table, List.of())) {
				reading.file = file.getFileName().toString();
				TableFile.read(file, table.form(), reading);
			}
			requireColumns(table, table.form().needed(), reading.seen);
		}
		if (this.mapping.complete().isOfRows() && !this.parts.contains(Completeness.NAMED_ROWS)) {
			throw new BadMapping(this.mapping.file(), List.of("no row has the texts in %s that complete.rows names"
				.formatted(String.join(" and ", this.mapping.complete().columns()))));
		}
		Map<RowPlace, List<String>> unresolved = new LinkedHashMap<>();
		this.made.removeUnresolved((line, message) -> {
			this.refusedLines.add(line.bare());
			unresolved.computeIfAbsent(line.place(), (none) -> new ArrayList<>())
				.add("makes no %s: it %s".formatted(line.kind().label(), message));
		});
		unresolved.forEach(this::refuse);
		return new MappedRows(this.made.all(), this.counts.values().stream().map(TableCounts::report).toList(),
				this.refusedLines, this.hasUnknown, this.kept, this.admitted);
	}

	/** The name of a file, whether it is compressed with gzip or not. */
	static String unpacked(String file) {
		return file.replaceAll("\\.gz$", "");
	}

	private TableCounts counted(MappedTable table) {
		return Objects.requireNonNull(this.counts.get(table.name()));
	}

	/** Counts a row, before anything is done with it. */
	private void count(TableCounts counted) {
		counted.row();
		this.progress.accept(++this.rows);
	}

	private ObjectNode source() {
		ObjectNode source = this.mapping.source().asObject().deepCopy();
		this.mapping.hide(source);
		return source;
	}

	/**
	 * Counts a row as refused, and tells why.
	 * @param faults everything that is wrong with it
	 */
	private void refuse(RowPlace place, List<String> faults) {
		TableCounts counted = this.counts.get(place.table());
		if (this.refusedPlaces.add(place) && counted != null) {
			counted.refused();
		}
		this.notes.accept(RowNote.refused(place, faults));
	}

	/** Line numbers change with each release, and with them all citations. */
	private void requirePlaces(MappedTable table) {
		if (!this.mapping.complete().isNothing() && table.rowKeys().isEmpty() && table.locators().isEmpty()) {
			counted(table).note(About.NUMBERED);
			this.notes.accept(new RowNote(About.NUMBERED, new RowPlace(table.name(), this.mapping.file(), 1),
					"the table has no rowKey, so citations name the numbers of rows. With each release that adds or removes "
							+ "a row, the citations of all rows below change"));
		}
	}

	/** Reads the tables whose columns others use. */
	private void join() throws IOException {
		Map<String, Set<String>> keys = new TreeMap<>();
		this.mapping.tables()
			.forEach((table) -> table.joins()
				.values()
				.forEach(
						(join) -> keys.computeIfAbsent(join.table(), (none) -> new LinkedHashSet<>()).add(join.key())));
		for (MappedTable table : this.mapping.tables()) {
			Set<String> joinedBy = keys.getOrDefault(table.name(), Set.of());
			if (joinedBy.size() > 1) {
				throw new BadMapping(this.mapping.file(),
						List.of("its table %s is joined by several columns: %s; join it by one".formatted(table.name(),
								String.join(", ", joinedBy))));
			}
			for (String key : joinedBy) {
				join(table, key);
			}
		}
	}

	private void join(MappedTable table, String key) throws IOException {
		JoinedRows rows = new JoinedRows();
		this.joined.put(table.name(), rows);
		Set<String> used = new LinkedHashSet<>(Set.of(key));
		for (MappedTable other : this.mapping.tables()) {
			other.joins().forEach((prefix, join) -> {
				if (join.table().equals(table.name())) {
					usedOf(other, prefix).forEach(used::add);
				}
			});
		}
		Set<String> columns = new LinkedHashSet<>(table.form().needed());
		columns.addAll(used);
		JoinReading reading = new JoinReading(table, key, used, rows);
		for (Path file : this.files.getOrDefault(table, List.of())) {
			reading.file = file.getFileName().toString();
			TableFile.read(file, table.form().needing(columns), reading);
		}
		requireColumns(table, columns, reading.seen);
	}

	/** Lists of objects have no header, so a wrong name shows only at the end. */
	private void requireColumns(MappedTable table, Set<String> needed, Set<String> seen) {
		for (String column : needed) {
			if (!seen.isEmpty() && !seen.contains(column)) {
				throw new BadMapping(this.mapping.file(), List.of("its table %s %s".formatted(table.name(),
						NearName.unknown("names a column that no row has,", column, seen))));
			}
		}
	}

	/** The columns of a joined table that another table uses. */
	private static Stream<String> usedOf(MappedTable table, String prefix) {
		return table.named()
			.stream()
			.filter((column) -> column.startsWith(prefix + "."))
			.map((column) -> column.substring(prefix.length() + 1));
	}

	/**
	 * Keeps the cells of the rows of one table that others join. A row with errors is not
	 * kept. It is counted and reported here if the table makes nothing, and with what it
	 * makes otherwise.
	 */
	private final class JoinReading implements RowReader {

		private final MappedTable table;

		private final String key;

		private final Set<String> columns;

		private final JoinedRows rows;

		private final Set<String> seen = new HashSet<>();

		private String file = "";

		JoinReading(MappedTable table, String key, Set<String> columns, JoinedRows rows) {
			this.table = table;
			this.key = key;
			this.columns = columns;
			this.rows = rows;
		}

		@Override
		public void columns(List<String> names) {
			this.seen.addAll(names);
		}

		@Override
		public void row(TableRow row) {
			RowPlace place = place(row.number());
			this.seen.addAll(row.cells().keySet());
			if (this.table.makes().isEmpty()) {
				count(counted(this.table));
			}
			CellReader reader = new CellReader(this.file, this::note);
			Map<String, String> cells = new HashMap<>();
			List<String> wrong = new ArrayList<>();
			for (String column : this.columns) {
				try {
					String text = reader.read(row, column, this.table.columns());
					if (text != null) {
						cells.put(column, text);
					}
				}
				catch (BadCell ex) {
					wrong.add(String.valueOf(ex.getMessage()));
				}
			}
			if (!wrong.isEmpty()) {
				if (this.table.makes().isEmpty()) {
					refuse(place, wrong);
				}
				return;
			}
			String text = cells.get(this.key);
			if (text != null) {
				this.rows.add(text, cells, place);
			}
		}

		private void note(About about, String message) {
			if (this.table.makes().isEmpty()) {
				counted(this.table).note(about);
			}
		}

		private RowPlace place(int number) {
			return new RowPlace(this.table.name(), this.file, number);
		}

		@Override
		public void unreadable(int number, String message) {
			if (this.table.makes().isEmpty()) {
				count(counted(this.table));
				refuse(place(number), List.of(message));
			}
		}

	}

	/** Makes the elements of the rows of one table. */
	private final class TableReading implements RowReader {

		private final MappedTable table;

		private final TableCounts counted;

		private final RowMapper mapper;

		/** Digests of the cells that are read, with the first row that has them. */
		private final Map<String, RowPlace> told = new HashMap<>();

		private final Set<String> seen = new HashSet<>();

		/** The columns of the file that are kept, in its order. */
		private List<String> columns;

		/** How many rows with each key there were so far. */
		private final Map<String, Integer> keys = new HashMap<>();

		private final Hiding hiding;

		private String file = "";

		TableReading(MappedTable table, TableCounts counted) {
			this.table = table;
			this.counted = counted;
			this.mapper = new RowMapper(MappedFiles.this.mapping, table, SCHEMA, MappedFiles.this.joined);
			this.hiding = MappedFiles.this.mapping.hidingOfRows(table);
			// Lists of objects have no header that gives an order.
			Set<String> named = new LinkedHashSet<>(table.named());
			named.addAll(new TreeSet<>(table.kept().columns()));
			named.retainAll(table.form().needed());
			this.columns = List.copyOf(named);
		}

		@Override
		public void columns(List<String> columns) {
			this.seen.addAll(columns);
			this.columns = columns.stream().filter(this.table.form().needed()::contains).toList();
			Set<String> unused = new LinkedHashSet<>(columns);
			unused.removeAll(this.table.form().needed());
			this.counted.unused(unused);
		}

		@Override
		public void row(TableRow row) {
			count(this.counted);
			RowPlace place = new RowPlace(this.table.name(), this.file, row.number());
			this.seen.addAll(row.cells().keySet());
			String part = MappedFiles.this.mapping.complete().part(this.file, row.cells()::get);
			MappedFiles.this.parts.add(part);
			RowPlace first = this.told.putIfAbsent(digest(row), place);
			if (first != null) {
				this.counted.repeated();
				MappedFiles.this.notes.accept(new RowNote(About.TOLD_TWICE, place,
						"has the same text as %s in each cell that is read, so both count as one".formatted(first)));
				return;
			}
			RowMapper.Result result = this.mapper.map(row, place);
			result.notes().forEach((note) -> {
				this.counted.note(note.about());
				MappedFiles.this.notes.accept(note);
			});
			if (result.leftOut() != null) {
				this.counted.leftOut(result.leftOut());
				MappedFiles.this.notes.accept(new RowNote(About.LEFT_OUT, place, result.leftOut()));
				return;
			}
			List<String> wrong = new ArrayList<>(result.refused());
			result.made().forEach((line, rows) -> {
				String conflict = MappedFiles.this.made.conflict(line, rows);
				if (conflict != null) {
					wrong.add(conflict);
				}
			});
			if (wrong.isEmpty()) {
				result.made()
					.forEach((line, rows) -> MappedFiles.this.made.differences(line, rows).forEach((difference) -> {
						this.counted.note(About.DIFFERS);
						MappedFiles.this.notes.accept(new RowNote(About.DIFFERS, place, difference));
					}));
				result.made().forEach((line, rows) -> MappedFiles.this.made.add(line, rows, part));
				if (result.isAdmitted()) {
					result.made().keySet().forEach((line) -> MappedFiles.this.admitted.add(line.key()));
				}
				requireFewEnough();
				keep(row, place, result);
			}
			else {
				result.made().keySet().stream().map(MadeLine::bare).forEach(MappedFiles.this.refusedLines::add);
				MappedFiles.this.hasUnknown |= result.isUnknown();
				refuse(place, wrong);
			}
		}

		private void keep(TableRow row, RowPlace place, RowMapper.Result result) {
			if (result.made().isEmpty()) {
				return;
			}
			List<String> columns = this.columns.stream().filter(row.cells()::containsKey).toList();
			List<String> texts = columns.stream().map((column) -> row.cells().getOrDefault(column, "")).toList();
			String text = (result.rowKey() != null) ? "key " + result.rowKey()
					: "text " + Digest.hex(Stream.concat(columns.stream(), texts.stream()).toList());
			int before = this.keys.merge(text, 1, Integer::sum) - 1;
			String key = this.table.name() + "/" + text + ((before > 0) ? "#" + before : "");
			Map<String, Kind> tells = new HashMap<>();
			Set<CitedPlace> places = new HashSet<>();
			for (MadeLine line : result.made().keySet()) {
				tells.put(line.key(), line.kind());
				line.json()
					.path("citations")
					.forEach((citation) -> places.add(new CitedPlace(citation.path("document").asString(""),
							citation.path("locator").asString(""))));
			}
			MappedFiles.this.kept
				.add(new KeptRow(key, place, this.table.form().sheet(), columns, texts, this.hiding, tells, places));
		}

		@Override
		public void unreadable(int number, String message) {
			count(this.counted);
			MappedFiles.this.hasUnknown = true;
			refuse(new RowPlace(this.table.name(), this.file, number), List.of(message));
		}

		private void requireFewEnough() {
			if (MappedFiles.this.made.count() > MOST_LINES) {
				throw new BadMapping(MappedFiles.this.mapping.file(), List
					.of("the files make more than %d records and facts; load them in parts".formatted(MOST_LINES)));
			}
		}

		/** Says of each text how long it is, so that none can look like several. */
		private String digest(TableRow row) {
			Map<String, String> read = new TreeMap<>(row.cells());
			read.keySet().retainAll(this.table.form().needed());
			StringBuilder all = new StringBuilder();
			read.forEach((column, text) -> append(append(all, column), text));
			boolean isOfFile = this.table.tellsApart().contains(Template.FILE) || this.table.columns()
				.entrySet()
				.stream()
				.anyMatch((rule) -> rule.getValue().byFile().contains(read.getOrDefault(rule.getKey(), "")));
			append(all, isOfFile ? unpacked(this.file) : "");
			append(all, this.table.tellsApart().contains(Template.ROW) ? String.valueOf(row.number()) : "");
			return Digest.hex(all.toString());
		}

		private static StringBuilder append(StringBuilder all, String text) {
			return all.append(text.length()).append(':').append(text);
		}

	}

}

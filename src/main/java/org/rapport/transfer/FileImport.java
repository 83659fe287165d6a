package org.rapport.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.rapport.kernel.Hiding;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.UserError;
import org.rapport.kernel.UserErrorCode;
import org.rapport.transfer.RowNote.About;
import org.rapport.transfer.mapping.BadMapping;
import org.rapport.transfer.mapping.KeptRow;
import org.rapport.transfer.mapping.MadeLine;
import org.rapport.transfer.mapping.MappedFiles;
import org.rapport.transfer.mapping.MappedRows;
import org.rapport.transfer.mapping.Mapping;
import org.rapport.transfer.mapping.MappingReader;
import org.rapport.transfer.mapping.SuggestedMapping;
import org.rapport.transfer.reading.TableFile;
import org.rapport.transfer.reading.TableForm;
import org.rapport.transfer.staging.Staging;

/**
 * Loads files of others: reads all their rows, makes records and facts of them as a
 * mapping says, and loads these. Nothing is written before all rows are read and checked.
 */
public class FileImport {

	private static final int SHOWN = 10;

	private static final String NO_MAPPING = "Tables need a mapping. Without one, a load takes one file in the "
			+ "interchange format, whose name ends in .jsonl or .jsonl.gz.";

	private static final String WAITING = "waits, and makes no record, because it may be about one that was erased. If it "
			+ "is about another one, name the row under admit in the mapping";

	private final MappingReader mappings = new MappingReader();

	private final Imports imports;

	FileImport(Imports imports) {
		this.imports = imports;
	}

	/**
	 * Drafts a mapping for a table.
	 * @param sheet the sheet of a workbook; null for the first
	 * @param header the row with the names of the columns, from 1; null to look for it
	 * @param list the way to the list in JSON or YAML; null if the whole file is a list
	 * @param encoding the encoding of a text; null for UTF-8, or for what its byte order
	 * mark says
	 * @return the mapping in YAML, with comments
	 * @throws ImportRefused if there is no such file
	 * @throws IOException if the disk cannot be read
	 */
	public static String suggest(Path table, @Nullable String sheet, @Nullable Integer header, @Nullable String list,
			@Nullable String encoding) throws IOException {
		if (!Files.isRegularFile(table) || !Files.isReadable(table)) {
			throw new ImportRefused("There is no file %s that can be read.".formatted(table), List.of());
		}
		return SuggestedMapping.of(table, new TableForm(Set.of(), sheet, header, list, null, encoding));
	}

	/**
	 * When something was erased last. Texts that were stored before may tell of it.
	 * @return the moment; empty if nothing was erased
	 */
	public Optional<OffsetDateTime> lastErasure() {
		return this.imports.lastErasure();
	}

	/**
	 * Loads files, or tells what a load would do.
	 * @param notes takes everything that there is to say about rows, while they are read
	 * @param progress is told how far the load is
	 * @throws ImportRefused if the files have too many errors, or together with the graph
	 * break a rule; then nothing was written
	 * @throws LoadStopped if the load could not go on after some batches
	 * @throws IOException if the disk cannot be read
	 */
	public FileReport run(ImportRequest request, Consumer<RowNote> notes, LoadProgress progress) throws IOException {
		requireReadable(request);
		String mapping = request.mapping();
		if (mapping == null) {
			refuseIfAny(hidingFaults(request, null));
		}
		if (mapping == null) {
			return interchange(request, notes, progress);
		}
		Mapping found = this.mappings.find(mapping);
		refuseIfAny(hidingFaults(request, found));
		try (Staging staging = this.imports.staging()) {
			return mapped(request, found, notes, progress, staging);
		}
	}

	private static void requireReadable(ImportRequest request) {
		for (Path file : request.files()) {
			if (!Files.isReadable(file)) {
				throw new ImportRefused("There is no file %s that can be read.".formatted(file), List.of());
			}
		}
	}

	/**
	 * Refuses a request with errors, before any row is read. It needs no graph.
	 * @throws ImportRefused if a file cannot be read, or does not suit the request
	 * @throws BadMapping if there is no such mapping, or it has errors
	 * @throws IOException if the disk cannot be read
	 */
	public static void check(ImportRequest request) throws IOException {
		requireReadable(request);
		String name = request.mapping();
		Mapping mapping = (name != null) ? new MappingReader().find(name) : null;
		if (mapping != null) {
			rows(mapping, request.files(), (note) -> {
			}, LoadProgress.NONE, Staging.inMemory());
		}
		else if (!isOneInterchange(request.files())) {
			throw new ImportRefused(NO_MAPPING, List.of());
		}
		refuseIfAny(hidingFaults(request, mapping));
	}

	/**
	 * The files that a request is about. Of the files in folders, those that the mapping
	 * knows.
	 * @throws ImportRefused if a file cannot be read, or a folder has no file that suits
	 * @throws BadMapping if there is no such mapping, or it has errors
	 * @throws IOException if the disk cannot be read
	 */
	public static List<Path> files(ImportRequest request) throws IOException {
		requireReadable(request);
		if (request.files().stream().noneMatch(Files::isDirectory)) {
			return request.files();
		}
		String name = request.mapping();
		if (name == null) {
			throw new ImportRefused(NO_MAPPING, List.of());
		}
		return rows(new MappingReader().find(name), request.files(), (note) -> {
		}, LoadProgress.NONE, Staging.inMemory()).files();
	}

	/**
	 * Finds errors of a request before any row is read: those of the mapping, and files
	 * that it does not know.
	 * @return the errors, each at {@code mapping} or {@code files}
	 * @throws IOException if the disk cannot be read
	 */
	public List<UserError> faults(ImportRequest request) throws IOException {
		String name = request.mapping();
		if (name == null) {
			List<UserError> faults = new ArrayList<>(hidingFaults(request, null));
			if (!isOneInterchange(request.files())) {
				faults.add(new UserError(List.of("mapping"), NO_MAPPING, UserErrorCode.INVALID));
			}
			return faults;
		}
		String field = "mapping";
		try {
			Mapping mapping = this.mappings.find(name);
			field = "files";
			rows(mapping, request.files(), (note) -> {
			}, LoadProgress.NONE, Staging.inMemory());
			return hidingFaults(request, mapping);
		}
		catch (BadMapping ex) {
			List<String> path = List.of(field);
			return ex.errors().stream().map((error) -> new UserError(path, error, UserErrorCode.INVALID)).toList();
		}
	}

	/**
	 * Finds out whether the request and the mapping say different things about who may
	 * see what is loaded. Nobody should learn afterwards that only one of them counted.
	 * @param mapping the mapping; null for a file in the interchange format
	 */
	private static List<UserError> hidingFaults(ImportRequest request, @Nullable Mapping mapping) {
		List<UserError> faults = new ArrayList<>();
		if (request.visibility() != null) {
			hidingFault("visibility", request.visibility().name(), mapping,
					(mapping != null) ? mapping.visibility() : null)
				.ifPresent(faults::add);
		}
		if (request.circle() != null) {
			hidingFault("circle", request.circle(), mapping, (mapping != null) ? mapping.circle() : null)
				.ifPresent(faults::add);
		}
		return faults;
	}

	private static Optional<UserError> hidingFault(String field, String asked, @Nullable Mapping mapping,
			@Nullable String said) {
		if (mapping == null) {
			return Optional.of(new UserError(List.of(field),
					"A file in the interchange format says itself who may see it", UserErrorCode.INVALID));
		}
		return (said == null || said.equals(asked)) ? Optional.empty()
				: Optional.of(new UserError(
						List.of(field), "The mapping says %s, and not %s. Leave it out here, or change the mapping"
							.formatted(said.isEmpty() ? "that there is no circle" : said, asked),
						UserErrorCode.INVALID));
	}

	private static void refuseIfAny(List<UserError> faults) {
		if (!faults.isEmpty()) {
			throw new ImportRefused("The files cannot be loaded so. Nothing was written:",
					faults.stream()
						.map((fault) -> "%s: %s.".formatted(String.join(".", fault.field()), fault.message()))
						.toList());
		}
	}

	private static boolean isOneInterchange(List<Path> files) {
		return files.size() == 1 && !Files.isDirectory(files.get(0)) && isInterchange(files.get(0));
	}

	/** Finds the tables of a mapping among the files. No row is read yet. */
	private static MappedFiles rows(Mapping mapping, List<Path> given, Consumer<RowNote> notes, LoadProgress progress,
			Staging staging) throws IOException {
		return new MappedFiles(mapping, given.stream().filter((file) -> !Files.isDirectory(file)).toList(),
				inFolders(given), notes, progress::read, staging);
	}

	/** Whether a system or a program keeps the file beside others for itself. */
	private static boolean isAside(Path file) {
		String name = file.getFileName().toString();
		return name.startsWith(".") || name.startsWith("~$");
	}

	private static List<Path> inFolders(List<Path> given) throws IOException {
		List<Path> files = new ArrayList<>();
		for (Path folder : given) {
			if (Files.isDirectory(folder)) {
				try (Stream<Path> inside = Files.list(folder)) {
					files.addAll(inside.filter(Files::isRegularFile).filter((file) -> !isAside(file)).toList());
				}
			}
		}
		return files;
	}

	private FileReport interchange(ImportRequest request, Consumer<RowNote> notes, LoadProgress progress)
			throws IOException {
		if (!isOneInterchange(request.files())) {
			throw new ImportRefused(NO_MAPPING, List.of());
		}
		Path file = request.files().get(0);
		try (InputStream in = TableFile.open(file)) {
			ImportReport report = request.dryRun() ? this.imports.check(in)
					: this.imports.load(in, request.acceptedRetractions(), progress);
			report.kept()
				.forEach((kept) -> notes.accept(new RowNote(About.KEPT,
						new RowPlace("", file.getFileName().toString(), Math.max(1, kept.line())), message(kept))));
			return new FileReport(List.of(), 0, 0, false, report, request.dryRun());
		}
		catch (BadInterchange ex) {
			ex.problems()
				.forEach((problem) -> notes.accept(new RowNote(About.REFUSED,
						new RowPlace("", file.getFileName().toString(), problem.line()),
						problem.field().isEmpty() ? problem.message() : problem.field() + ": " + problem.message())));
			throw ex;
		}
	}

	private static boolean isInterchange(Path file) {
		String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
		return name.endsWith(".jsonl") || name.endsWith(".jsonl.gz");
	}

	private FileReport mapped(ImportRequest request, Mapping found, Consumer<RowNote> notes, LoadProgress progress,
			Staging staging) throws IOException {
		Mapping mapping = found.hidden(request.visibility(), request.circle());
		List<String> refused = new ArrayList<>();
		MappedFiles files = rows(mapping, request.files(), (note) -> {
			if (note.about() == About.REFUSED && refused.size() < SHOWN) {
				refused.add(note.place() + " " + note.message());
			}
			notes.accept(note);
		}, progress, staging);
		MappedRows rows = files.read();
		if (rows.refused() > request.mostRefused() * rows.rows()) {
			throw new ImportRefused(
					"%d of %d rows have errors, and at most %s %% may have. Nothing was written. The first are:"
						.formatted(rows.refused(), rows.rows(), percent(request.mostRefused())),
					refused);
		}
		LoadState state = this.imports.state(mapping.dataset());
		Dataset dataset = new Dataset(mapping.dataset(), mapping.title(), mapping.licence(),
				hiding(found, state, rows.lines()));
		DatasetIds ids = state.ids(Objects.requireNonNullElse(dataset.hiding(), Hiding.NONE));
		ErasedRows erased = this.imports.erased(ids, rows);
		erased.refused()
			.stream()
			.map(MadeLine::place)
			.distinct()
			.forEach((place) -> notes.accept(new RowNote(About.REFUSED, place,
					"is about a record or fact that was erased, and makes nothing of it")));
		List<RowNote> decisions = new ArrayList<>();
		Matching.Matched recognised = this.imports.match(ids, erased.lines(), decisions::add);
		ErasedRows held = this.imports.likeErased(ids, recognised.lines(), erased.kept(), rows.admitted());
		Set<RowPlace> waiting = held.refused()
			.stream()
			.map(MadeLine::place)
			.collect(Collectors.toCollection(LinkedHashSet::new));
		waiting.forEach((place) -> notes.accept(new RowNote(About.WAITING, place, WAITING)));
		// Nothing is told of what a row that waits says.
		decisions.stream().filter((note) -> !waiting.contains(note.place())).forEach(notes);
		Matching.Matched matched = new Matching.Matched(held.lines(), recognised.matched(), recognised.known());
		boolean spared = !mapping.complete().isNothing() && rows.hasUnknown();
		Interchange lines = lines(
				found, mapping, matched, scope(mapping, files.files(), ids, rows,
						List.of(rows.refusedLines(), erased.refused(), held.refused()), matched),
				held.kept(), rows.admitted(), dataset, ids, staging);
		try {
			ImportReport report = request.dryRun() ? this.imports.check(lines)
					: this.imports.load(lines, request.acceptedRetractions(), progress);
			report.kept()
				.forEach((kept) -> notes
					.accept(new RowNote(About.KEPT, place(kept, mapping, matched.lines()), message(kept))));
			return new FileReport(rows.tables(), matched.matched().size(),
					erased.refused().size() + held.refused().size(), spared, report, request.dryRun());
		}
		catch (BadInterchange ex) {
			Map<RowPlace, List<String>> faults = new LinkedHashMap<>();
			ex.problems()
				.forEach((problem) -> faults
					.computeIfAbsent(line(problem, matched.lines()).place(), (none) -> new ArrayList<>())
					.add(saying(problem, matched.lines())));
			faults.forEach((place, wrong) -> notes.accept(RowNote.refused(place, wrong)));
			throw new ImportRefused(
					"%d errors show when the rows are taken together, or with the graph. Nothing was written. The first are:"
						.formatted(ex.count()),
					ex.problems().stream().limit(SHOWN).map((problem) -> placed(problem, matched.lines())).toList());
		}
	}

	/**
	 * From whom a data set is hidden: as the mapping says, or else as the most visible of
	 * what the rows make. If the mapping says nothing at all, a data set that was loaded
	 * before stays as it is.
	 * @param found the mapping as it is written
	 */
	private static @Nullable Hiding hiding(Mapping found, LoadState state, List<MadeLine> made) {
		if (found.hiding() != null) {
			return found.hiding();
		}
		if (state.known() && found.visibility() == null && found.circle() == null) {
			return null;
		}
		return made.stream()
			.map((line) -> new Line(1, line.kind(), line.key(), line.form(), Set.of()).hiding())
			.reduce(Hiding::least)
			.orElse(Hiding.NONE);
	}

	private static String percent(double part) {
		double percent = part * 100;
		return (percent == Math.rint(percent)) ? String.valueOf((long) percent) : String.valueOf(percent);
	}

	/**
	 * If the files are the whole of some rows, what none of these makes any more goes.
	 * What rows with errors are about stays. If nothing tells what one is about,
	 * everything stays.
	 */
	private static ReleaseScope scope(Mapping mapping, List<Path> files, DatasetIds ids, MappedRows rows,
			List<? extends Collection<MadeLine>> unmade, Matching.Matched matched) {
		if (mapping.complete().isNothing()) {
			return ReleaseScope.NONE;
		}
		return new ReleaseScope(mapping.complete(),
				files.stream().map((file) -> file.getFileName().toString()).collect(Collectors.toSet()),
				!rows.hasUnknown(),
				Stream
					.concat(unmade.stream().flatMap(Collection::stream).map((line) -> ids.of(line.kind(), line.key())),
							matched.known().keySet().stream().map((key) -> ids.of(Kind.IDENTIFICATION, key)))
					.collect(Collectors.toSet()));
	}

	private static String message(KeptElement kept) {
		return "the %s %s: %s".formatted(Ids.kindOf(kept.id()).label(), kept.id(), kept.why().words());
	}

	/** The row that states an element, or the mapping if none does. */
	private static RowPlace place(KeptElement kept, Mapping mapping, List<MadeLine> made) {
		return (kept.line() > 0) ? made.get(kept.line() - 1).place() : new RowPlace("", mapping.file(), 1);
	}

	/**
	 * The rows as lines.
	 * @param found the mapping as it is written
	 * @param mapping the mapping with what the importer asked for
	 */
	private static Interchange lines(Mapping found, Mapping mapping, Matching.Matched matched, ReleaseScope scope,
			List<KeptRow> kept, Set<String> admitted, Dataset dataset, DatasetIds ids, Staging staging) {
		List<Line> lines = new ArrayList<>(matched.lines().size());
		for (MadeLine line : matched.lines()) {
			JsonNode form = line.json();
			boolean visibility = isSaid(found.visibility(), mapping.visibility(), form.path("visibility"));
			boolean circle = isSaid(found.circle(), mapping.circle(), form.path("circle"));
			lines.add(new Line(lines.size() + 1, line.kind(), line.key(), line.form(), Line.said(visibility, circle)));
		}
		return new Interchange(dataset, matched.matched(), lines, true, new Problems(), new Problems(), scope,
				LoadedRow.of(kept, ids, matched, staging), admitted, ids, staging);
	}

	/** Whether the mapping says a value, and not only the importer. */
	private static boolean isSaid(@Nullable String found, @Nullable String asked, JsonNode value) {
		return found != null || (!value.isMissingNode() && !value.asString().equals(asked));
	}

	/** The line that a problem is about. */
	private static MadeLine line(Problem problem, List<MadeLine> made) {
		return made.get(Math.min(problem.line(), made.size()) - 1);
	}

	/** A problem of a line, as one of the row that made it. */
	private static String placed(Problem problem, List<MadeLine> made) {
		return "%s %s".formatted(line(problem, made).place(), saying(problem, made));
	}

	private static String saying(Problem problem, List<MadeLine> made) {
		MadeLine line = line(problem, made);
		return "(%s \"%s\"): %s %s".formatted(line.kind().label(), line.key(), problem.field(), problem.message());
	}

}

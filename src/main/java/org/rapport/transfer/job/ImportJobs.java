package org.rapport.transfer.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rapport.access.Permission;
import org.rapport.access.Viewer;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.Ids;
import org.rapport.kernel.RapportException;
import org.rapport.kernel.UserError;
import org.rapport.kernel.UserErrorCode;
import org.rapport.kernel.Visibility;
import org.rapport.start.PrivateFile;
import org.rapport.transfer.FileImport;
import org.rapport.transfer.FileReport;
import org.rapport.transfer.ImportRequest;
import org.rapport.transfer.LoadStopped;
import org.rapport.transfer.Retractions;
import org.rapport.transfer.RowReport;
import org.rapport.transfer.job.ImportJob.ImportOrder;
import org.rapport.transfer.mapping.MappingReader;

/**
 * The imports that curators have asked for. One runs at a time, and the others wait. The
 * state of each is a file, so an import goes on after a restart: the same files are
 * loaded again, which changes nothing that is loaded already.
 * <p>
 * Matching, errors and counts tell what is in the graph. So only viewers who see
 * everything may start imports, and only the viewer who started one may read it.
 */
final class ImportJobs implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(ImportJobs.class);

	/** After so many restarts the import itself is probably what stops the server. */
	private static final int MOST_ATTEMPTS = 3;

	/** The most ended jobs that are kept. */
	private static final int MOST_ENDED = 100;

	/** How long a stop of the server waits for the batch that is being written. */
	private static final int PATIENCE_SECONDS = 20;

	private static final int MOST_FILES = 100;

	private static final double WHOLE_PERCENT = 100;

	private static final Pattern CIRCLE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

	/** What no name has: a line break, or the beginning of a mapping in one line. */
	private static final Pattern TEXT = Pattern.compile("\\n|^\\s*\\{|: ");

	private static final String MAPPING = "mapping.yaml";

	/** The name of the file with all notes. */
	static final String REPORT = "report.jsonl";

	private final FileImport imports;

	private final ImportFolder folder;

	private final Uploads uploads;

	private final ImportProperties properties;

	private final Clock clock;

	private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "imports");
		thread.setDaemon(true);
		return thread;
	});

	private final Map<String, ImportJob> jobs = new ConcurrentHashMap<>();

	private @Nullable JobRun run;

	private boolean stopping;

	ImportJobs(FileImport imports, ImportFolder folder, Uploads uploads, ImportProperties properties, Clock clock) {
		this.imports = imports;
		this.folder = folder;
		this.uploads = uploads;
		this.properties = properties;
		this.clock = clock;
		folder.readAll(folder.jobs(), ImportJob.class).forEach((job) -> this.jobs.put(job.id(), job));
	}

	/**
	 * What a viewer wants to load.
	 *
	 * @param files the ids of uploaded files
	 * @param mapping the name of a mapping that comes with Rapport, or the text of one;
	 * null for one file in the interchange format
	 * @param visibility the visibility of everything for which the mapping says nothing;
	 * null for that of the mapping
	 * @param circle the circle of everything; null for that of the mapping
	 * @param maxRefused how many rows may have errors, in percent
	 * @param acceptedRetractions how many records and facts the import may retract,
	 * beyond those that it may always
	 * @param dryRun whether to write nothing
	 */
	record ImportWish(List<String> files, @Nullable String mapping, @Nullable Visibility visibility,
			@Nullable String circle, double maxRefused, int acceptedRetractions, boolean dryRun) {
	}

	/**
	 * A job, or why there is none.
	 *
	 * @param job the job; null if there is none
	 * @param userErrors the reasons
	 */
	record Requested(@Nullable ImportJob job, List<UserError> userErrors) {
	}

	/**
	 * Checks that a viewer may import.
	 * @throws RapportException with the code FORBIDDEN if not
	 */
	static void requireImporter(Viewer viewer) {
		viewer.require(Permission.RECORD);
		viewer.requireForAll(Permission.CURATE);
	}

	/** Goes on with the imports that a restart interrupted. */
	void begin() {
		this.jobs.values()
			.stream()
			.filter((job) -> !job.state().isOver())
			.sorted(Comparator.comparing(ImportJob::state, Comparator.reverseOrder())
				.thenComparing(ImportJob::requestedAt))
			.forEach((job) -> this.worker.execute(() -> run(job.id())));
		this.worker.scheduleWithFixedDelay(this::removeOld, 0, 1, TimeUnit.HOURS);
	}

	/**
	 * Removes an uploaded file.
	 * @return whether the viewer had such a file
	 * @throws RapportException with the code FORBIDDEN if the viewer may not import, or
	 * BUSY if an import needs the file
	 */
	synchronized boolean discard(Viewer viewer, String id) {
		requireImporter(viewer);
		Optional<Upload> file = this.uploads.find(id, viewer.name());
		if (file.isPresent() && needed().contains(id)) {
			throw new RapportException(ErrorCode.BUSY, "An import that is not over needs the file; cancel it first");
		}
		file.ifPresent(this.uploads::remove);
		return file.isPresent();
	}

	/** Receives files. */
	Uploads uploads() {
		return this.uploads;
	}

	/**
	 * Requests an import. It starts when no other one runs.
	 * @throws RapportException with the code FORBIDDEN if the viewer may not import, or
	 * BUSY if too many imports wait
	 */
	synchronized Requested request(Viewer viewer, ImportWish wish) throws IOException {
		requireImporter(viewer);
		if (this.jobs.values().stream().filter((job) -> job.state() == ImportState.WAITING).count() >= this.properties
			.waiting()) {
			throw new RapportException(ErrorCode.BUSY, "Too many imports wait; start this one when others are done");
		}
		List<UserError> errors = new ArrayList<>();
		List<Upload> files = files(viewer, wish.files(), errors);
		if (!(wish.maxRefused() >= 0 && wish.maxRefused() <= WHOLE_PERCENT)) {
			errors.add(new UserError(List.of("maxRefused"), "Give 0 to 100, in percent", UserErrorCode.INVALID));
		}
		if (wish.acceptedRetractions() < 0) {
			errors.add(new UserError(List.of("acceptedRetractions"), "Give 0 or more", UserErrorCode.INVALID));
		}
		if (wish.circle() != null && !CIRCLE.matcher(wish.circle()).matches()) {
			errors.add(new UserError(List.of("circle"),
					"The name of a circle is made of lower-case letters and digits, joined by hyphens",
					UserErrorCode.INVALID));
		}
		String mapping = wish.mapping();
		if (mapping == null && (wish.visibility() != null || wish.circle() != null)) {
			errors.add(new UserError(List.of((wish.visibility() != null) ? "visibility" : "circle"),
					"A file in the interchange format says itself who may see it", UserErrorCode.INVALID));
		}
		boolean own = mapping != null && TEXT.matcher(mapping).find();
		if (mapping != null && !own && !MappingReader.SHIPPED.contains(mapping)) {
			errors.add(new UserError(List.of("mapping"),
					"No mapping with this name comes with Rapport; send the text of a mapping, or one of "
							+ String.join(", ", MappingReader.SHIPPED),
					UserErrorCode.NOT_FOUND));
		}
		if (!errors.isEmpty()) {
			return new Requested(null, errors);
		}
		ImportOrder order = new ImportOrder(files, own ? null : mapping, own, wish.visibility(), wish.circle(),
				wish.maxRefused() / WHOLE_PERCENT, wish.acceptedRetractions(), wish.dryRun());
		ImportJob job = ImportJob.requested(Ids.random("imp"), viewer.name(), order, OffsetDateTime.now(this.clock));
		Files.createDirectory(place(job, ""));
		if (own && mapping != null) {
			Files.writeString(PrivateFile.create(place(job, MAPPING)), mapping);
		}
		errors.addAll(this.imports.faults(request(job)));
		if (!errors.isEmpty()) {
			this.folder.remove(this.folder.jobs(), job.id());
			return new Requested(null, errors);
		}
		keep(job);
		log.info("Import {} of {} files is requested by {}", job.id(), files.size(), viewer.kind());
		this.worker.execute(() -> run(job.id()));
		return new Requested(job, List.of());
	}

	private List<Upload> files(Viewer viewer, List<String> ids, List<UserError> errors) {
		List<Upload> files = new ArrayList<>();
		Set<String> names = new HashSet<>();
		if (ids.isEmpty() || ids.size() > MOST_FILES) {
			errors.add(
					new UserError(List.of("files"), "Name 1 to %d files".formatted(MOST_FILES), UserErrorCode.INVALID));
			return files;
		}
		for (int i = 0; i < ids.size(); i++) {
			List<String> field = List.of("files", String.valueOf(i));
			Optional<Upload> file = this.uploads.find(ids.get(i), viewer.name());
			if (file.isEmpty()) {
				errors.add(new UserError(field, "You have no uploaded file with this id; upload it again",
						UserErrorCode.NOT_FOUND));
			}
			else if (!names.add(file.get().name())) {
				errors.add(new UserError(field, "Another file of the import has the same name; rename one of them",
						UserErrorCode.INVALID));
			}
			file.ifPresent(files::add);
		}
		return files;
	}

	private Path place(ImportJob job, String name) {
		return this.folder.jobs().resolve(job.id()).resolve(name);
	}

	private ImportRequest request(ImportJob job) {
		ImportOrder order = job.order();
		return new ImportRequest(order.files().stream().map(this.uploads::path).toList(),
				order.ownMapping() ? place(job, MAPPING).toString() : order.mapping(), order.visibility(),
				order.circle(), order.mostRefused(), order.acceptedRetractions(), order.dryRun());
	}

	/**
	 * The import with this id, as far as it is.
	 * @return the import; empty if there is none, or another viewer started it
	 * @throws RapportException with the code FORBIDDEN if the viewer may not import
	 */
	synchronized Optional<ImportJob> find(Viewer viewer, String id) {
		requireImporter(viewer);
		return own(viewer, id).map(this::now);
	}

	/**
	 * The imports that a viewer started, the latest request first.
	 * @throws RapportException with the code FORBIDDEN if the viewer may not import
	 */
	synchronized List<ImportJob> ofViewer(Viewer viewer) {
		requireImporter(viewer);
		return this.jobs.values()
			.stream()
			.filter((job) -> job.owner().equals(viewer.name()))
			.sorted(Comparator.comparing(ImportJob::requestedAt).reversed().thenComparing(ImportJob::id))
			.map(this::now)
			.toList();
	}

	private Optional<ImportJob> own(Viewer viewer, String id) {
		return Optional.ofNullable(this.jobs.get(id)).filter((job) -> job.owner().equals(viewer.name()));
	}

	private ImportJob now(ImportJob job) {
		return (job.state() == ImportState.RUNNING && this.run != null) ? this.run.on(job) : job;
	}

	/**
	 * The file with all notes of an import that is over.
	 * @return the file; empty if there is none, or another viewer started the import
	 * @throws RapportException with the code FORBIDDEN if the viewer may not import
	 */
	Optional<Path> report(Viewer viewer, String id) {
		return find(viewer, id).filter(ImportJobs::hasReport).map((job) -> place(job, REPORT)).filter(Files::exists);
	}

	/** Whether an import has a report: it has begun and is over. */
	static boolean hasReport(ImportJob job) {
		return job.state().isOver() && job.startedAt() != null;
	}

	/**
	 * Cancels an import. If it runs, it stops before its next batch. One that is over
	 * stays as it is.
	 * @return the import; empty if there is none, or another viewer started it
	 * @throws RapportException with the code FORBIDDEN if the viewer may not import
	 */
	synchronized Optional<ImportJob> cancel(Viewer viewer, String id) {
		requireImporter(viewer);
		return own(viewer, id).map((job) -> {
			if (job.state() == ImportState.WAITING) {
				return end(job.cancelling(), ImportState.CANCELLED, "It was cancelled before it began", null);
			}
			if (job.state() == ImportState.RUNNING && !job.cancelled()) {
				if (this.run != null) {
					this.run.end();
				}
				return now(keep(job.cancelling()));
			}
			return now(job);
		});
	}

	private void run(String id) {
		ImportJob job = begin(id);
		if (job == null) {
			return;
		}
		try {
			// The report is complete before anybody sees that the import is over.
			done(job, load(job));
		}
		catch (LoadStopped ex) {
			endEarly(id, ImportState.STOPPED, String.valueOf(ex.getMessage()));
		}
		catch (RapportException ex) {
			endEarly(id, (ex.code() == ErrorCode.BAD_INTERCHANGE) ? ImportState.REFUSED : ImportState.STOPPED,
					String.valueOf(ex.getMessage()));
		}
		catch (IOException | RuntimeException | Error ex) {
			log.error("The import {} failed", id, ex);
			endEarly(id, ImportState.STOPPED, "Something went wrong on the server; report the import " + id);
		}
		removeOld();
	}

	private FileReport load(ImportJob job) throws IOException {
		try (RowReport report = new RowReport(place(job, REPORT))) {
			JobRun started = start(job.id(), report);
			return this.imports.run(request(job), started::note, started);
		}
	}

	/** Begins a job, if there is still something to do. */
	private synchronized @Nullable ImportJob begin(String id) {
		ImportJob job = this.jobs.get(id);
		if (job == null || job.state().isOver() || this.stopping) {
			return null;
		}
		if (job.cancelled()) {
			end(job, ImportState.CANCELLED, "It was cancelled", null);
			return null;
		}
		if (job.attempts() >= MOST_ATTEMPTS) {
			end(job, ImportState.STOPPED,
					"The server stopped %d times while this import ran; start it again".formatted(MOST_ATTEMPTS), null);
			return null;
		}
		log.info("Import {} begins, for the {}. time", id, job.attempts() + 1);
		return keep(job.begun(OffsetDateTime.now(this.clock)));
	}

	private synchronized JobRun start(String id, RowReport report) {
		JobRun started = new JobRun(report);
		this.run = started;
		ImportJob job = this.jobs.get(id);
		if (this.stopping || (job != null && job.cancelled())) {
			started.end();
		}
		return started;
	}

	/** Ends a job that did what it should. What is loaded is not needed any more. */
	private synchronized void done(ImportJob job, FileReport report) {
		Retractions retractions = report.load().retractions();
		boolean wouldStop = job.order().dryRun() && retractions.areTooMany(job.order().acceptedRetractions());
		end(job.id(), ImportState.DONE, wouldStop ? retractions.message() : null, ImportResult.of(report));
		if (!job.order().dryRun()) {
			Set<String> needed = needed();
			job.order().files().stream().filter((file) -> !needed.contains(file.id())).forEach(this.uploads::remove);
		}
	}

	/** Ends a job that could not do what it should. */
	private synchronized void endEarly(String id, ImportState state, String message) {
		ImportJob job = this.jobs.get(id);
		if (this.stopping) {
			// It goes on after the next start.
			return;
		}
		end(id, (job != null && job.cancelled()) ? ImportState.CANCELLED : state, message, null);
	}

	private synchronized void end(String id, ImportState state, @Nullable String message,
			@Nullable ImportResult result) {
		ImportJob job = this.jobs.get(id);
		if (job != null) {
			ImportJob last = now(job);
			this.run = null;
			end(last, state, message, result);
		}
	}

	private ImportJob end(ImportJob job, ImportState state, @Nullable String message, @Nullable ImportResult result) {
		log.info("Import {} ends: {}, {} rows read, {} notes", job.id(), state, job.progress().rowsRead(),
				job.noteCount());
		return keep(job.ended(state, OffsetDateTime.now(this.clock), message, result));
	}

	private ImportJob keep(ImportJob job) {
		this.jobs.put(job.id(), job);
		try {
			this.folder.write(this.folder.jobs(), job.id(), job);
		}
		catch (UncheckedIOException ex) {
			// After a restart it would run again, which changes nothing.
			log.error("The state {} of the import {} cannot be written", job.state(), job.id(), ex);
		}
		return job;
	}

	/** The ids of the files that imports still need. */
	private Set<String> needed() {
		return this.jobs.values()
			.stream()
			.filter((job) -> !job.state().isOver())
			.flatMap((job) -> job.order().files().stream())
			.map(Upload::id)
			.collect(Collectors.toSet());
	}

	private synchronized void removeOld() {
		this.uploads.removeOld(needed());
		forgetErased();
		OffsetDateTime latest = OffsetDateTime.now(this.clock).minus(this.properties.keepJobs());
		List<ImportJob> ended = this.jobs.values()
			.stream()
			.filter((job) -> job.state().isOver())
			.sorted(Comparator.comparing(ImportJob::requestedAt).reversed())
			.toList();
		for (int i = 0; i < ended.size(); i++) {
			ImportJob job = ended.get(i);
			if (i >= MOST_ENDED || job.requestedAt().isBefore(latest)) {
				this.jobs.remove(job.id());
				this.folder.remove(this.folder.jobs(), job.id());
			}
		}
	}

	/**
	 * Removes texts about rows from before something was erased, because nothing tells
	 * which of them are about it: those of imports, and files that no import has loaded.
	 */
	synchronized void forgetErased() {
		try {
			this.imports.lastErasure().ifPresent((at) -> {
				this.uploads.removeFrom(at, needed());
				this.jobs.values()
					.stream()
					.filter((job) -> job.state().isOver() && !job.withoutTexts())
					.filter((job) -> job.startedAt() != null && !job.startedAt().isAfter(at))
					.toList()
					.forEach(this::forget);
			});
		}
		catch (RuntimeException ex) {
			log.warn("Texts about rows from before an erasure are still stored; the next attempt is within an hour",
					ex);
		}
	}

	private void forget(ImportJob job) {
		try {
			RowReport.removeTexts(place(job, REPORT), ImportJob.REMOVED);
			keep(job.forgetting());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Stops the import that runs after its present batch. It goes on after a start. */
	@Override
	public void close() throws IOException {
		synchronized (this) {
			this.stopping = true;
			if (this.run != null) {
				this.run.end();
			}
		}
		this.worker.shutdown();
		try {
			if (!this.worker.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				log.warn("An import did not stop in time; the next start goes on with it");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.folder.close();
	}

}

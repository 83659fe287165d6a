package org.rapport.transfer.job;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.stubbing.Answer;

import org.rapport.access.Permission;
import org.rapport.access.Viewer;
import org.rapport.kernel.Clearance;
import org.rapport.kernel.Deadline;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.Kind;
import org.rapport.kernel.RapportException;
import org.rapport.kernel.UserError;
import org.rapport.kernel.Visibility;
import org.rapport.start.DataFolder;
import org.rapport.start.StartRefused;
import org.rapport.transfer.Dataset;
import org.rapport.transfer.FileImport;
import org.rapport.transfer.FileReport;
import org.rapport.transfer.ImportReport;
import org.rapport.transfer.ImportReport.ImportCounts;
import org.rapport.transfer.ImportRequest;
import org.rapport.transfer.LoadProgress;
import org.rapport.transfer.Retractions;
import org.rapport.transfer.RowNote;
import org.rapport.transfer.RowPlace;
import org.rapport.transfer.TableReport;
import org.rapport.transfer.job.ImportJobs.ImportWish;
import org.rapport.transfer.job.ImportJobs.Requested;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.BDDMockito.willReturn;
import static org.mockito.Mockito.mock;

/** Tests jobs and uploads without a graph: a stand-in takes the place of the load. */
class ImportJobsTests {

	private static final FileReport REPORT = report(new Retractions(1, 40));

	@TempDir
	private Path folder;

	private final FileImport load = mock();

	private final CountDownLatch begun = new CountDownLatch(1);

	private final CountDownLatch goOn = new CountDownLatch(1);

	private Instant now = Instant.parse("2024-06-01T12:00:00Z");

	private ImportJobs jobs;

	private static FileReport report(Retractions retractions) {
		return new FileReport(
				List.of(new TableReport("t", 3, 1, 0, Map.of("a sum", 1), Map.of(RowNote.About.CLEANED, 1),
						List.of("x"))),
				2, 1, false, new ImportReport(new Dataset("a", "A", null),
						Map.of(Kind.PERSON, new ImportCounts(1, 2, 3, 0)), List.of(), 0, true, retractions, List.of()),
				false);
	}

	@BeforeEach
	void open() throws IOException {
		given(this.load.faults(any())).willReturn(List.of());
		answer((request) -> REPORT);
		this.jobs = jobs();
	}

	@AfterEach
	void close() throws IOException {
		this.goOn.countDown();
		this.jobs.close();
	}

	private ImportJobs jobs() {
		ImportFolder opened = ImportFolder.open(this.folder);
		ImportProperties properties = new ImportProperties(true, null, DataSize.ofBytes(20), 6, DataSize.ofBytes(120),
				1, Duration.ofMinutes(1), 2, Duration.ofDays(1), Duration.ofDays(7));
		Clock clock = mock();
		given(clock.instant()).willAnswer((call) -> this.now);
		given(clock.getZone()).willReturn(ZoneOffset.UTC);
		return new ImportJobs(this.load, opened, new Uploads(opened, properties, clock), properties, clock);
	}

	private void answer(Answer<FileReport> answer) throws IOException {
		willAnswer(answer).given(this.load).run(any(), any(), any());
	}

	/** A load that waits, and then reads and writes two batches. */
	private void answerSlowly() throws IOException {
		answer((call) -> {
			LoadProgress progress = call.getArgument(2);
			progress.read(3);
			progress.wrote(1, 2);
			this.begun.countDown();
			assertThat(this.goOn.await(1, TimeUnit.MINUTES)).isTrue();
			progress.wrote(1, 2);
			return REPORT;
		});
	}

	private Upload upload(String name) throws IOException {
		return upload(name, "name\nA\n");
	}

	private Upload upload(String name, String text) throws IOException {
		return upload("curator", name, text);
	}

	private Upload upload(String owner, String name, String text) throws IOException {
		return this.jobs.uploads()
			.receive(owner, name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
					Deadline.in(Duration.ofMinutes(1)));
	}

	private static ImportWish wish(boolean dryRun, Upload... files) {
		return new ImportWish(Stream.of(files).map(Upload::id).toList(), "a\nb", null, null, 1, 0, dryRun);
	}

	private ImportJob start(boolean dryRun, Upload... files) throws IOException {
		Requested requested = this.jobs.request(Viewer.CURATOR, wish(dryRun, files));
		assertThat(requested.userErrors()).isEmpty();
		return requested.job();
	}

	private ImportJob find(ImportJob job) {
		return this.jobs.find(Viewer.CURATOR, job.id()).orElseThrow();
	}

	private ImportJob ended(ImportJob job) {
		Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> find(job).state().isOver());
		return find(job);
	}

	@Test
	void loadsTheFilesAndTellsWhatCameOfIt() throws IOException {
		Upload file = upload("a.csv");
		List<ImportRequest> requests = new ArrayList<>();
		answer((call) -> {
			ImportRequest request = call.getArgument(0);
			requests.add(request);
			assertThat(Files.readString(request.files().get(0))).isEqualTo("name\nA\n");
			assertThat(Files.readString(Path.of(request.mapping()))).isEqualTo("a\nb");
			Consumer<RowNote> notes = call.getArgument(1);
			for (int i = 1; i <= 150; i++) {
				notes.accept(new RowNote((i > 145) ? RowNote.About.REFUSED : RowNote.About.CLEANED,
						new RowPlace("t", "a.csv", i), "message " + i));
			}
			return REPORT;
		});
		ImportJob job = ended(start(false, file));
		assertThat(requests).singleElement()
			.extracting(ImportRequest::mostRefused, ImportRequest::dryRun)
			.containsExactly(0.01, false);
		assertThat(job.state()).isEqualTo(ImportState.DONE);
		assertThat(job.result()).isEqualTo(ImportResult.of(REPORT));
		assertThat(job.noteCount()).isEqualTo(150);
		assertThat(job.notes()).hasSize(100).extracting(ImportNote::row).startsWith(146, 147, 148, 149, 150, 1);
		assertThat(Files.readAllLines(this.jobs.report(Viewer.CURATOR, job.id()).orElseThrow())).hasSize(150);
		assertThat(this.jobs.uploads().find(file.id(), "curator")).as("what is loaded is removed").isEmpty();
	}

	@Test
	void listsTheFilesThatWaitAndTheImportsOfEachViewer() throws IOException {
		Viewer colleague = new Viewer("colleague", new Clearance(Visibility.CONFIDENTIAL, Set.of(), true),
				Set.of(Permission.RECORD, Permission.CURATE));
		Upload first = upload("a.csv");
		ImportJob done = ended(start(false, first));
		this.now = this.now.plusSeconds(1);
		Upload second = upload("b.csv");
		this.now = this.now.plusSeconds(1);
		Upload third = upload("c.csv");
		Upload other = upload("colleague", "d.csv", "name\nB\n");
		ImportJob checked = ended(start(true, second));
		assertThat(this.jobs.uploads().of("curator")).containsExactly(third, second);
		assertThat(this.jobs.uploads().of("colleague")).containsExactly(other);
		assertThat(this.jobs.ofViewer(Viewer.CURATOR)).containsExactly(checked, done);
		assertThat(this.jobs.ofViewer(colleague)).isEmpty();
	}

	@Test
	void keepsTheFilesOfADryRunForTheImportThatFollows() throws IOException {
		Upload file = upload("a.csv");
		ended(start(true, file));
		assertThat(ended(start(false, file)).state()).isEqualTo(ImportState.DONE);
	}

	@Test
	void tellsWhatADryRunFoundThatWouldStopTheImport() throws IOException {
		Upload file = upload("a.csv");
		assertThat(ended(start(true, file)).message()).as("few retractions").isNull();
		answer((call) -> report(new Retractions(3, 40)));
		assertThat(ended(start(true, file)).message()).startsWith("The load would retract 3 of 40 records and facts")
			.contains("acceptedRetractions: 3");
		assertThat(ended(start(false, file)).message()).as("they were accepted").isNull();
	}

	@Test
	void goesOnAfterARestart() throws IOException {
		answerSlowly();
		ImportJob running = start(false, upload("a.csv"));
		ImportJob waiting = start(true, upload("b.csv"));
		ImportJob cancelled = start(true, upload("c.csv"));
		this.jobs.cancel(Viewer.CURATOR, cancelled.id());
		await(this.begun);
		restart(this.goOn::countDown);
		assertThat(find(running)).extracting(ImportJob::state, ImportJob::attempts)
			.containsExactly(ImportState.RUNNING, 1);
		assertThat(find(waiting).state()).isEqualTo(ImportState.WAITING);
		assertThat(find(cancelled).state()).isEqualTo(ImportState.CANCELLED);
		List<String> order = new ArrayList<>();
		answer((call) -> {
			ImportRequest request = call.getArgument(0);
			order.add(String.valueOf(request.files().get(0).getFileName()));
			return REPORT;
		});
		this.jobs.begin();
		assertThat(ended(waiting).state()).isEqualTo(ImportState.DONE);
		assertThat(order).containsExactly("a.csv", "b.csv");
		assertThat(find(running)).extracting(ImportJob::state, ImportJob::attempts, ImportJob::message)
			.containsExactly(ImportState.DONE, 2, null);
		ImportJob done = find(running);
		restart(() -> {
		});
		assertThat(find(running)).as("what is over is kept").isEqualTo(done);
	}

	/** Stops the jobs while another thread lets the load go on, and opens them again. */
	private void restart(Runnable whileStopping) throws IOException {
		Thread other = new Thread(whileStopping);
		ImportJobs stopped = this.jobs;
		Thread stop = new Thread(() -> {
			try {
				stopped.close();
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		});
		stop.start();
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.until(() -> stop.getState() != Thread.State.RUNNABLE && stop.getState() != Thread.State.NEW);
		other.start();
		await(stop);
		await(other);
		this.jobs = jobs();
	}

	private static void await(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void stopsTryingIfTheServerStopsAgainAndAgain() throws IOException {
		ImportJob job = ended(start(true, upload("a.csv")));
		Path state = this.folder.resolve("jobs").resolve(job.id() + ".json");
		this.jobs.close();
		Files.writeString(state,
				Files.readString(state).replace("\"DONE\"", "\"RUNNING\"").replace("\"attempts\":1", "\"attempts\":3"));
		this.jobs = jobs();
		this.jobs.begin();
		assertThat(ended(job)).extracting(ImportJob::state, ImportJob::message)
			.containsExactly(ImportState.STOPPED, "The server stopped 3 times while this import ran; start it again");
	}

	@Test
	void forgetsWhatACrashLeftUnfinished() throws IOException {
		Upload file = upload("a.csv");
		this.jobs.close();
		Files.createDirectory(this.folder.resolve("files/upl_half"));
		Files.writeString(this.folder.resolve("files/upl_half/b.csv"), "half");
		Files.writeString(this.folder.resolve("jobs/imp_x.draft"), "{");
		Files.writeString(this.folder.resolve("jobs/imp_y.json"), "{");
		this.jobs = jobs();
		assertThat(this.folder.resolve("files/upl_half")).doesNotExist();
		assertThat(this.folder.resolve("jobs/imp_x.draft")).doesNotExist();
		assertThat(this.jobs.uploads().find(file.id(), "curator")).contains(file);
	}

	@Test
	void cancelsTheImportThatRunsBeforeItsNextBatch() throws IOException {
		answerSlowly();
		ImportJob job = start(false, upload("a.csv"));
		await(this.begun);
		assertThat(find(job).progress()).isEqualTo(new ImportJob.JobProgress(3, 1, 2));
		assertThat(this.jobs.cancel(Viewer.CURATOR, job.id())).get()
			.extracting(ImportJob::state)
			.isEqualTo(ImportState.RUNNING);
		this.goOn.countDown();
		assertThat(ended(job).state()).isEqualTo(ImportState.CANCELLED);
		assertThat(this.jobs.cancel(Viewer.CURATOR, job.id())).contains(find(job));
	}

	@Test
	void staysCancelledIfTheServerStopsBeforeTheImportHas() throws IOException {
		answerSlowly();
		ImportJob job = start(false, upload("a.csv"));
		await(this.begun);
		this.jobs.cancel(Viewer.CURATOR, job.id());
		restart(this.goOn::countDown);
		assertThat(find(job).state()).isEqualTo(ImportState.RUNNING);
		this.jobs.begin();
		assertThat(ended(job)).extracting(ImportJob::state, ImportJob::message)
			.containsExactly(ImportState.CANCELLED, "It was cancelled");
	}

	@Test
	void forgetsTextsFromBeforeAnErasure() throws IOException {
		answer((call) -> {
			Consumer<RowNote> notes = call.getArgument(1);
			notes.accept(new RowNote(RowNote.About.REFUSED, new RowPlace("t", "a.csv", 3), "has the text \"Zzyzx\""));
			throw new RapportException(ErrorCode.BAD_INTERCHANGE, "row 3 has the text \"Zzyzx\"");
		});
		Upload file = upload("a.csv");
		ImportJob before = ended(start(true, file));
		given(this.load.lastErasure()).willReturn(Optional.of(moment()));
		this.now = this.now.plusSeconds(1);
		Upload later = upload("b.csv");
		ImportJob after = ended(start(true, later));
		this.jobs.forgetErased();
		assertThat(find(before)).extracting(ImportJob::message, ImportJob::noteCount)
			.containsExactly(ImportJob.REMOVED, 1);
		assertThat(find(before).notes()).containsExactly(new ImportNote(RowNote.About.REFUSED, "t", "a.csv", 3,
				"The text was removed, because something was erased"));
		assertThat(Files.readString(this.jobs.report(Viewer.CURATOR, before.id()).orElseThrow()))
			.contains("\"row\":3", ImportJob.REMOVED)
			.doesNotContain("Zzyzx");
		assertThat(find(after).message()).contains("Zzyzx");
		assertThat(this.jobs.uploads().find(file.id(), "curator")).isEmpty();
		assertThat(this.jobs.uploads().find(later.id(), "curator")).contains(later);
		ImportJob forgotten = find(before);
		restart(() -> {
		});
		assertThat(find(before)).isEqualTo(forgotten);
	}

	@Test
	void triesAgainToForgetIfTheGraphIsAway() throws IOException {
		given(this.load.lastErasure()).willThrow(new IllegalStateException("away"));
		ImportJob job = ended(start(true, upload("a.csv")));
		this.jobs.forgetErased();
		assertThat(find(job).withoutTexts()).isFalse();
		willReturn(Optional.of(moment())).given(this.load).lastErasure();
		this.jobs.forgetErased();
		assertThat(find(job).withoutTexts()).isTrue();
	}

	private OffsetDateTime moment() {
		return this.now.atOffset(ZoneOffset.UTC).plusNanos(1);
	}

	@Test
	void saysWhyAnImportCouldNotGoOn() throws IOException {
		answer((call) -> {
			throw new RapportException(ErrorCode.BAD_INTERCHANGE, "row 3 is wrong");
		});
		assertThat(ended(start(false, upload("a.csv")))).extracting(ImportJob::state, ImportJob::message)
			.containsExactly(ImportState.REFUSED, "row 3 is wrong");
		answer((call) -> {
			throw new RapportException(ErrorCode.UNAVAILABLE, "the database is away");
		});
		assertThat(ended(start(false, upload("b.csv")))).extracting(ImportJob::state, ImportJob::message)
			.containsExactly(ImportState.STOPPED, "the database is away");
		answer((call) -> {
			throw new IllegalStateException("inside");
		});
		ImportJob failed = ended(start(false, upload("c.csv")));
		assertThat(failed.state()).isEqualTo(ImportState.STOPPED);
		assertThat(failed.message()).contains("report the import " + failed.id()).doesNotContain("inside");
	}

	@Test
	void answersNobodyButTheViewerWhoStartedIt() throws IOException {
		ImportJob job = ended(start(true, upload("a.csv")));
		Viewer other = new Viewer("token:x", Clearance.FULL, Viewer.CURATOR.permissions());
		assertThat(this.jobs.find(other, job.id())).isEmpty();
		assertThat(this.jobs.cancel(other, job.id())).isEmpty();
		assertThat(this.jobs.report(other, job.id())).isEmpty();
		assertThat(this.jobs.request(other, wish(true, job.order().files().toArray(Upload[]::new))).userErrors())
			.extracting(UserError::message)
			.containsExactly("You have no uploaded file with this id; upload it again");
	}

	@Test
	void servesOnlyWhoeverSeesEverythingAndMayRecordAndCurate() {
		for (Viewer viewer : List.of(Viewer.ANONYMOUS,
				new Viewer("token:a", Clearance.FULL, Set.of(Permission.CURATE, Permission.ADMINISTER)),
				new Viewer("token:b", Clearance.FULL, Set.of(Permission.RECORD)), new Viewer("token:c",
						new Clearance(Visibility.CONFIDENTIAL, Set.of("a"), false), Viewer.CURATOR.permissions()))) {
			assertThatExceptionOfType(RapportException.class).isThrownBy(() -> this.jobs.find(viewer, "imp_x"))
				.extracting(RapportException::code)
				.isEqualTo(ErrorCode.FORBIDDEN);
		}
	}

	@Test
	void namesEverythingThatIsWrongWithARequest() throws IOException {
		Upload file = upload("a.csv");
		Upload same = upload("a.csv");
		assertThat(this.jobs
			.request(Viewer.CURATOR,
					new ImportWish(List.of(file.id(), same.id(), "nothing"), "/etc/hosts", null, "No Circle", 101, -1,
							true))
			.userErrors()).extracting((error) -> String.join(".", error.field()) + " " + error.code())
			.containsExactly("files.1 INVALID", "files.2 NOT_FOUND", "maxRefused INVALID",
					"acceptedRetractions INVALID", "circle INVALID", "mapping NOT_FOUND");
		assertThat(this.jobs
			.request(Viewer.CURATOR, new ImportWish(List.of(), null, Visibility.RESTRICTED, null, Double.NaN, 0, true))
			.userErrors()).extracting((error) -> String.join(".", error.field()))
			.containsExactly("files", "maxRefused", "visibility");
	}

	@Test
	void keepsFilesAndStatesFromOthers() throws IOException {
		Upload file = upload("a.csv");
		ImportJob job = start(true, file);
		ended(job);
		try (Stream<Path> all = Files.walk(this.folder)) {
			assertThat(all.filter(Files::isRegularFile).filter((one) -> !one.endsWith("lock"))).hasSize(5)
				.allSatisfy((one) -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
					.isEqualTo("rw-------"));
		}
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.folder.resolve("files"))))
			.isEqualTo("rwx------");
	}

	@Test
	void letsOnlySoManyImportsWait() throws IOException {
		answerSlowly();
		Upload file = upload("a.csv");
		start(true, file);
		await(this.begun);
		start(true, file);
		start(true, file);
		assertThatExceptionOfType(RapportException.class).isThrownBy(() -> start(true, file))
			.extracting(RapportException::code)
			.isEqualTo(ErrorCode.BUSY);
	}

	@Test
	void letsOnlySoManyFilesWait() throws IOException {
		upload("a.csv");
		upload("b.csv");
		upload("c.csv");
		assertThatExceptionOfType(UploadRefused.class).isThrownBy(() -> upload("d.csv"))
			.withMessageContaining("of yours")
			.extracting(RapportException::code)
			.isEqualTo(ErrorCode.BUSY);
		for (String name : List.of("a.csv", "b.csv", "c.csv")) {
			upload("other", name, "name\nA\n");
		}
		assertThatExceptionOfType(UploadRefused.class).isThrownBy(() -> upload("third", "a.csv", "name\nA\n"))
			.withMessageNotContaining("of yours");
	}

	@Test
	void keepsAFileThatIsSentAgainOnce() throws IOException {
		Upload first = upload("a.csv");
		this.now = this.now.plus(Duration.ofHours(1));
		Upload again = upload("a.csv");
		assertThat(again.id()).isEqualTo(first.id());
		assertThat(again.uploadedAt()).isAfter(first.uploadedAt());
		assertThat(upload("a.csv", "name\nB\n").id()).isNotEqualTo(first.id());
		assertThat(upload("other", "a.csv", "name\nA\n").id()).isNotEqualTo(first.id());
		assertThat(this.jobs.uploads().find(first.id(), "curator")).contains(again);
		assertThat(this.folder.resolve("files").toFile().list()).hasSize(6);
	}

	@Test
	void removesAFileForItsOwnerUnlessAnImportNeedsIt() throws IOException {
		answerSlowly();
		Upload file = upload("a.csv");
		Upload foreign = upload("other", "a.csv", "name\nA\n");
		ImportJob running = start(true, file);
		await(this.begun);
		assertThatExceptionOfType(RapportException.class).isThrownBy(() -> this.jobs.discard(Viewer.CURATOR, file.id()))
			.extracting(RapportException::code)
			.isEqualTo(ErrorCode.BUSY);
		this.goOn.countDown();
		ended(running);
		assertThat(this.jobs.discard(Viewer.CURATOR, file.id())).isTrue();
		assertThat(this.jobs.discard(Viewer.CURATOR, file.id())).isFalse();
		assertThat(this.jobs.discard(Viewer.CURATOR, foreign.id())).isFalse();
		assertThat(this.jobs.uploads().find(foreign.id(), "other")).isPresent();
	}

	@Test
	void takesAMappingInOneLineForAMapping() throws IOException {
		Upload file = upload("a.csv");
		ImportWish wish = new ImportWish(List.of(file.id()), "{ format: rapport-mapping/1 }", null, null, 1, 0, true);
		assertThat(this.jobs.request(Viewer.CURATOR, wish).userErrors()).isEmpty();
	}

	@Test
	void removesFilesAfterADayAndJobsAfterAWeek() throws IOException {
		answerSlowly();
		Upload needed = upload("a.csv");
		Upload unused = upload("b.csv");
		ImportJob running = start(true, needed);
		await(this.begun);
		this.now = this.now.plus(Duration.ofHours(25));
		restart(this.goOn::countDown);
		answer((call) -> REPORT);
		this.jobs.begin();
		ended(running);
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.until(() -> this.jobs.uploads().find(needed.id(), "curator").isEmpty());
		assertThat(this.jobs.uploads().find(unused.id(), "curator")).isEmpty();
		this.now = this.now.plus(Duration.ofDays(7));
		ImportJob next = start(true, upload("c.csv"));
		ended(next);
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.until(() -> this.jobs.find(Viewer.CURATOR, running.id()).isEmpty());
		assertThat(this.folder.resolve("jobs").resolve(running.id())).doesNotExist();
		assertThat(find(next).state()).isEqualTo(ImportState.DONE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "../a.csv", "a/b.csv", "..", ".hidden", "a\u0000.csv", "a\\b.csv", "a\u202Evsc.csv" })
	void takesNoNameThatIsNotOneOfAFile(String name) {
		assertThatExceptionOfType(UploadRefused.class).isThrownBy(() -> upload(name))
			.extracting(RapportException::code)
			.isEqualTo(ErrorCode.BAD_REQUEST_PARAMETERS);
	}

	@Test
	void takesNoFileThatIsTooLargeOrTooSlowAndKeepsNothingOfIt() throws IOException {
		assertThatExceptionOfType(UploadRefused.class).isThrownBy(() -> upload("a.csv", "x".repeat(21)))
			.extracting(RapportException::code)
			.isEqualTo(ErrorCode.REQUEST_TOO_LARGE);
		assertThatExceptionOfType(UploadRefused.class)
			.isThrownBy(() -> this.jobs.uploads()
				.receive("curator", "a.csv", new ByteArrayInputStream(new byte[] { 'a' }), Deadline.in(Duration.ZERO)))
			.extracting(RapportException::code)
			.isEqualTo(ErrorCode.REQUEST_TIMEOUT);
		try (Stream<Path> files = Files.list(this.folder.resolve("files"))) {
			assertThat(files).isEmpty();
		}
	}

	@Test
	void takesNoFileThatBreaksOff() {
		InputStream broken = new InputStream() {

			@Override
			public int read() throws IOException {
				throw new IOException("reset");
			}

		};
		assertThatExceptionOfType(UploadRefused.class)
			.isThrownBy(
					() -> this.jobs.uploads().receive("curator", "a.csv", broken, Deadline.in(Duration.ofMinutes(1))))
			.extracting(RapportException::code)
			.isEqualTo(ErrorCode.BAD_REQUEST_BODY);
	}

	@Test
	void needsAFolderOfItsOwn() throws IOException {
		Path file = Files.writeString(this.folder.resolve("file"), "x");
		assertThatExceptionOfType(StartRefused.class).isThrownBy(() -> ImportFolder.open(file));
		assertThat(jobsIn(new DataFolder(file), false)).as("switched off").isNull();
		assertThat(jobsIn(null, true)).as("nobody says where").isNull();
		try (ImportJobs embedded = jobsIn(new DataFolder(this.folder.resolve("data")), true)) {
			assertThat(embedded).isNotNull();
			assertThat(this.folder.resolve("data/imports/jobs")).isDirectory();
		}
		ObjectProvider<ImportJobs> none = mock();
		assertThatExceptionOfType(RapportException.class).isThrownBy(() -> UploadEndpoint.required(none))
			.extracting(RapportException::code)
			.isEqualTo(ErrorCode.UNAVAILABLE);
	}

	private ImportJobs jobsIn(DataFolder data, boolean enabled) {
		ObjectProvider<DataFolder> folder = mock();
		given(folder.getIfAvailable()).willReturn(data);
		return new ImportJobsConfiguration().importJobs(this.load,
				new ImportProperties(enabled, null, DataSize.ofBytes(20), 3, DataSize.ofBytes(60), 1,
						Duration.ofMinutes(1), 2, Duration.ofDays(1), Duration.ofDays(7)),
				folder);
	}

	@Test
	void isUsedByOneRapportOnly() {
		assertThatExceptionOfType(StartRefused.class).isThrownBy(this::jobs)
			.withMessageContaining("Another Rapport uses the folder for imports");
	}

}

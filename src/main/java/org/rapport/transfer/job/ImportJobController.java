package org.rapport.transfer.job;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.rapport.access.Viewer;
import org.rapport.kernel.Kind;
import org.rapport.kernel.UserError;
import org.rapport.kernel.UserErrorCode;
import org.rapport.transfer.ImportReport.ImportCounts;
import org.rapport.transfer.RowNote;
import org.rapport.transfer.TableReport;
import org.rapport.transfer.job.ImportJobs.ImportWish;
import org.rapport.transfer.job.ImportJobs.Requested;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** The GraphQL fields that start, show and cancel imports. */
@Controller
class ImportJobController {

	private final ObjectProvider<ImportJobs> jobs;

	ImportJobController(ObjectProvider<ImportJobs> jobs) {
		this.jobs = jobs;
	}

	record CancelImportInput(String id) {
	}

	record StartImportPayload(@Nullable ImportJob job, List<UserError> userErrors) {
	}

	record CancelImportPayload(@Nullable ImportJob job, List<UserError> userErrors) {
	}

	/** What became of the rows of a table, as the schema shows it. */
	record ImportedTable(String name, int rows, int toldTwice, int refused, List<LeftOutRows> leftOut,
			List<ImportNoteCount> notes, List<String> unusedColumns) {

		static ImportedTable of(TableReport table) {
			return new ImportedTable(table.table(), table.rows(), table.toldTwice(), table.refused(),
					table.leftOut()
						.entrySet()
						.stream()
						.map((entry) -> new LeftOutRows(entry.getKey(), entry.getValue()))
						.toList(),
					table.notes()
						.entrySet()
						.stream()
						.map((entry) -> new ImportNoteCount(entry.getKey(), entry.getValue()))
						.toList(),
					table.unusedColumns());
		}

	}

	/** The rows that a mapping leaves out for one reason. */
	record LeftOutRows(String because, int rows) {
	}

	/** The number of notes of one kind. */
	record ImportNoteCount(RowNote.About about, int count) {
	}

	/** What an import does to the elements of one kind. */
	record ImportedElements(String elementType, long created, long changed, long unchanged, long removed) {

		static ImportedElements of(Map.Entry<Kind, ImportCounts> kind) {
			ImportCounts counts = kind.getValue();
			return new ImportedElements(kind.getKey().label(), counts.created(), counts.changed(), counts.unchanged(),
					counts.removed());
		}

	}

	@QueryMapping
	@Nullable ImportJob importJob(@Argument String id, @ContextValue Viewer viewer) {
		ImportJobs.requireImporter(viewer);
		return UploadEndpoint.required(this.jobs).find(viewer, id).orElse(null);
	}

	@QueryMapping
	List<ImportJob> importJobs(@ContextValue Viewer viewer) {
		ImportJobs.requireImporter(viewer);
		return UploadEndpoint.required(this.jobs).ofViewer(viewer);
	}

	@QueryMapping
	List<Upload> importFiles(@ContextValue Viewer viewer) {
		ImportJobs.requireImporter(viewer);
		return UploadEndpoint.required(this.jobs).uploads().of(viewer.name());
	}

	@MutationMapping
	StartImportPayload startImport(@Argument ImportWish input, @ContextValue Viewer viewer) throws IOException {
		ImportJobs.requireImporter(viewer);
		Requested requested = UploadEndpoint.required(this.jobs).request(viewer, input);
		return new StartImportPayload(requested.job(), requested.userErrors());
	}

	@MutationMapping
	CancelImportPayload cancelImport(@Argument CancelImportInput input, @ContextValue Viewer viewer) {
		ImportJobs.requireImporter(viewer);
		Optional<ImportJob> cancelled = UploadEndpoint.required(this.jobs).cancel(viewer, input.id());
		return new CancelImportPayload(cancelled.orElse(null), cancelled.isPresent() ? List.of()
				: List.of(new UserError(List.of("id"), "You have no import with this id", UserErrorCode.NOT_FOUND)));
	}

	@SchemaMapping
	boolean dryRun(ImportJob job) {
		return job.order().dryRun();
	}

	@SchemaMapping
	List<Upload> files(ImportJob job) {
		return job.order().files();
	}

	@SchemaMapping
	long rowsRead(ImportJob job) {
		return job.progress().rowsRead();
	}

	@SchemaMapping
	long elementsWritten(ImportJob job) {
		return job.progress().written();
	}

	@SchemaMapping
	@Nullable Long elementsToWrite(ImportJob job) {
		long all = job.progress().toWrite();
		return (all > 0) ? all : null;
	}

	@SchemaMapping
	@Nullable String dataset(ImportJob job) {
		ImportResult result = job.result();
		return (result != null) ? result.title() : null;
	}

	@SchemaMapping
	List<ImportedTable> tables(ImportJob job) {
		return of(job, (result) -> result.tables().stream().map(ImportedTable::of).toList(), List.of());
	}

	@SchemaMapping
	List<ImportedElements> elements(ImportJob job) {
		return of(job, (result) -> result.kinds().entrySet().stream().map(ImportedElements::of).toList(), List.of());
	}

	@SchemaMapping
	int recognised(ImportJob job) {
		return of(job, ImportResult::matched, 0);
	}

	@SchemaMapping
	int erased(ImportJob job) {
		return of(job, ImportResult::erased, 0);
	}

	@SchemaMapping
	long retracted(ImportJob job) {
		return of(job, (result) -> result.retractions().count(), 0L);
	}

	@SchemaMapping
	long elementsBefore(ImportJob job) {
		return of(job, (result) -> result.retractions().all(), 0L);
	}

	@SchemaMapping
	int kept(ImportJob job) {
		return of(job, ImportResult::kept, 0);
	}

	@SchemaMapping
	boolean spared(ImportJob job) {
		return of(job, ImportResult::spared, false);
	}

	@SchemaMapping
	boolean resumed(ImportJob job) {
		return of(job, ImportResult::resumed, false);
	}

	/** What a result says; something else while there is none. */
	private static <T> T of(ImportJob job, Function<ImportResult, T> says, T none) {
		ImportResult result = job.result();
		return (result != null) ? says.apply(result) : none;
	}

	@SchemaMapping
	@Nullable String report(ImportJob job) {
		return ImportJobs.hasReport(job) ? "/imports/%s/%s".formatted(job.id(), ImportJobs.REPORT) : null;
	}

}

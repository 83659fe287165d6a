package org.rapport.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.rapport.api.ListArguments;
import org.rapport.graph.DatasetGraph;
import org.rapport.kernel.Element;
import org.rapport.kernel.Lens;
import org.rapport.kernel.NodeLookup;
import org.springframework.context.ApplicationContext;

/**
 * Reads tables through any lens. The class is in this package because only the package
 * may read a table without a request.
 */
public final class TableTexts {

	private final Tables tables;

	private final NodeLookup lookup;

	private final DatasetGraph datasets;

	/** The tables of an application. */
	public TableTexts(ApplicationContext application) {
		this.tables = application.getBean(Tables.class);
		this.lookup = application.getBean(NodeLookup.class);
		this.datasets = application.getBean(DatasetGraph.class);
	}

	/** The names of all tables. */
	public List<String> names() {
		return this.tables.all().stream().map(Table::name).toList();
	}

	/**
	 * A table as CSV. Its end is without the lens and without the time, which differ
	 * whatever the rows.
	 */
	public String read(String name, Map<String, String> filters, Lens lens) {
		return read(this.tables.named(name).orElseThrow(), filters, lens)
			.replaceFirst(",clearance=[A-Z]+,as_of=[^,]*(,certainty=[A-Z]+)?,read_at=[^,]*", "")
			.replaceFirst(",+\r\n$", "\r\n");
	}

	private <T extends Element> String read(Table<T> table, Map<String, String> filters, Lens lens) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ListArguments asked = this.tables.filters(table).read(filters, Set.of(), lens, this.lookup);
		TableReading<T> reading = new TableReading<>(table, lens, table.walk().apply(asked),
				TableFormat.CSV.writer(table, out), Integer.MAX_VALUE,
				(names) -> this.datasets.credits(names, lens.clearance()), Clock.systemUTC());
		try {
			boolean more = true;
			while (more) {
				more = reading.writeNext();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return out.toString(StandardCharsets.UTF_8);
	}

}

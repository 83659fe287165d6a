package org.rapport.export;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.springframework.http.MediaType;

/** The formats of tables. */
enum TableFormat {

	/** Text with commas. */
	CSV(new MediaType("text", "csv", StandardCharsets.UTF_8)) {

		@Override
		TableWriter writer(Table<?> table, OutputStream out) {
			return new CsvTable(out);
		}

	},
	/** A workbook of Excel and other spreadsheets. */
	XLSX(new MediaType("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")) {

		@Override
		TableWriter writer(Table<?> table, OutputStream out) {
			return new XlsxTable(out, table.name());
		}

	};

	private final MediaType type;

	TableFormat(MediaType type) {
		this.type = type;
	}

	/** The ending of the names of its files, without a dot. */
	String ending() {
		return name().toLowerCase(Locale.ROOT);
	}

	MediaType type() {
		return this.type;
	}

	abstract TableWriter writer(Table<?> table, OutputStream out);

	static Optional<TableFormat> of(String ending) {
		return Stream.of(values()).filter((format) -> format.ending().equals(ending)).findFirst();
	}

}

package org.rapport.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import org.neo4j.kernel.internal.Version;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.bench.Measurement.Side;

/** Writes the measurements as a table, as JSON and as a picture. */
final class Report {

	private static final String BEGIN = "<!-- The bench writes from here -->";

	private static final String END = "<!-- to here. -->";

	private final List<Measurement> measurements;

	private final Map<Integer, String> loads;

	private final Map<String, String> circumstances = new LinkedHashMap<>();

	/**
	 * Creates a report.
	 * @param loads what is said about each size
	 * @param circumstances the options of the run
	 */
	Report(List<Measurement> measurements, Map<Integer, String> loads, Map<String, String> circumstances)
			throws IOException {
		this.measurements = List.copyOf(measurements);
		this.loads = loads;
		this.circumstances.put("date", LocalDate.now(ZoneOffset.UTC).toString());
		this.circumstances.put("machine", "%s, %d processors, %.0f GiB of memory".formatted(processor(),
				Runtime.getRuntime().availableProcessors(), memoryGibibytes()));
		this.circumstances.put("versions", "%s %s, Java %s, Neo4j %s".formatted(System.getProperty("os.name"),
				System.getProperty("os.version"), Runtime.version(), Version.getNeo4jVersion()));
		this.circumstances.putAll(circumstances);
	}

	private static String processor() throws IOException {
		return field(Path.of("/proc/cpuinfo"), "model name").orElse(System.getProperty("os.arch"));
	}

	private static double memoryGibibytes() throws IOException {
		String kibibytes = field(Path.of("/proc/meminfo"), "MemTotal").orElse("0").replaceAll("\\D", "");
		return Long.parseLong(kibibytes) / (1024.0 * 1024.0);
	}

	private static Optional<String> field(Path file, String name) throws IOException {
		if (!Files.exists(file)) {
			return Optional.empty();
		}
		return Files.readAllLines(file)
			.stream()
			.filter((line) -> line.startsWith(name))
			.map((line) -> line.substring(line.indexOf(':') + 1).strip())
			.findFirst();
	}

	/** Writes the three files into a folder. */
	void write(Path folder) throws IOException {
		Files.writeString(folder.resolve("performance.md"), table());
		Files.writeString(folder.resolve("performance.json"), json());
		Files.writeString(folder.resolve("performance.svg"), picture());
	}

	/**
	 * Writes the table into the document about performance, and the other files to it.
	 */
	void publish(Path docs) throws IOException {
		Path document = docs.resolve("performance.md");
		String text = Files.readString(document);
		Files.writeString(document, text.substring(0, text.indexOf(BEGIN) + BEGIN.length()) + "\n\n" + table() + "\n"
				+ text.substring(text.indexOf(END)));
		Files.writeString(docs.resolve("pictures").resolve("performance.json"), json());
		Files.writeString(docs.resolve("pictures").resolve("performance.svg"), picture());
	}

	private String json() {
		return JsonMapper.builder()
			.enable(SerializationFeature.INDENT_OUTPUT)
			.build()
			.writeValueAsString(
					Map.of("circumstances", this.circumstances, "loads", this.loads, "measurements", this.measurements))
				+ "\n";
	}

	/** What was measured of one question with some clients. */
	private record Row(Measurement raw, Measurement rapport) {

		double rate() {
			return this.rapport.perSecond() / this.raw.perSecond();
		}

		double cpu() {
			return this.raw.cpuMillis() / this.rapport.cpuMillis();
		}

	}

	private List<Row> rows(int size, int clients) {
		return of(Side.RAW).filter((raw) -> raw.size() == size && raw.clients() == clients)
			.flatMap((raw) -> of(Side.RAPPORT)
				.filter((rapport) -> rapport.size() == size && rapport.clients() == clients
						&& rapport.question().equals(raw.question()))
				.map((rapport) -> new Row(raw, rapport)))
			.toList();
	}

	private Stream<Measurement> of(Side side) {
		return this.measurements.stream().filter((each) -> each.side() == side);
	}

	private List<Integer> sizes() {
		return of(Side.RAW).map(Measurement::size).distinct().toList();
	}

	private List<Integer> clients(int size) {
		return of(Side.RAW).filter((each) -> each.size() == size).map(Measurement::clients).distinct().toList();
	}

	private static double mean(List<Row> rows, ToDoubleFunction<Row> ratio) {
		return mean(rows.stream().mapToDouble(ratio));
	}

	/** The geometric mean. */
	private static double mean(DoubleStream ratios) {
		return Math.exp(ratios.map(Math::log).average().orElse(Double.NaN));
	}

	private String table() {
		StringBuilder text = new StringBuilder("| run | |\n|---|---|\n");
		this.circumstances.forEach((name, value) -> text.append("| %s | %s |%n".formatted(name, value)));
		for (int size : sizes()) {
			text.append("\n### ")
				.append(size)
				.append(" records and facts\n\n")
				.append(this.loads.get(size))
				.append(".\n");
			for (int clients : clients(size)) {
				text.append("\n**").append(clients).append((clients == 1) ? " client**\n\n" : " clients**\n\n");
				table(text, rows(size, clients));
			}
		}
		selections(text);
		return text.toString();
	}

	private static void table(StringBuilder text, List<Row> rows) {
		text.append("""
				| question | raw: req/s | p50, p99 ms | CPU ms | Rapport: req/s | p50, p99 ms | CPU ms | statements \
				| **rate** | **CPU** |
				|---|---|---|---|---|---|---|---|---|---|
				""");
		for (Row row : rows) {
			text.append(english(
					"| %s %s | %.0f | %.1f, %.1f | %.1f+%.1f | %.0f | %.1f, %.1f | %.1f+%.1f | %.1f | **%.2f** | **%.2f** |%n",
					row.raw().question(), row.raw().title(), row.raw().perSecond(), row.raw().p50(), row.raw().p99(),
					row.raw().serverMillis(), row.raw().databaseMillis(), row.rapport().perSecond(),
					row.rapport().p50(), row.rapport().p99(), row.rapport().serverMillis(),
					row.rapport().databaseMillis(), row.rapport().statements(), row.rate(), row.cpu()));
		}
		text.append(english("| geometric mean | | | | | | | | **%.2f** | **%.2f** |%n", mean(rows, Row::rate),
				mean(rows, Row::cpu)));
	}

	/** Random selections: the means of each question. */
	private void selections(StringBuilder text) {
		Map<String, List<Measurement>> trusted = of(Side.TRUSTED_SELECTIONS)
			.collect(Collectors.groupingBy(Measurement::question, LinkedHashMap::new, Collectors.toList()));
		if (trusted.isEmpty()) {
			return;
		}
		Map<String, List<Measurement>> adHoc = of(Side.AD_HOC).collect(Collectors.groupingBy(Measurement::question));
		text.append("""

				### Random selections

				Geometric means over the selections of each question.

				| question | trusted: req/s | CPU ms | statements | ad hoc: req/s | CPU ms | **rate** | **CPU** |
				|---|---|---|---|---|---|---|---|
				""");
		List<double[]> ratios = new ArrayList<>();
		trusted.forEach((question, all) -> {
			double[] known = means(all);
			double[] other = means(adHoc.getOrDefault(question, List.of()));
			double[] ratio = { other[0] / known[0], known[1] / other[1] };
			ratios.add(ratio);
			text.append(english("| %s %s | %.0f | %.1f | %.1f | %.0f | %.1f | **%.2f** | **%.2f** |%n", question,
					all.get(0).title(), known[0], known[1], known[2], other[0], other[1], ratio[0], ratio[1]));
		});
		text.append(english("| geometric mean | | | | | | **%.2f** | **%.2f** |%n",
				mean(ratios.stream().mapToDouble((ratio) -> ratio[0])),
				mean(ratios.stream().mapToDouble((ratio) -> ratio[1]))));
	}

	/** Requests a second, processor time and statements. */
	private static double[] means(List<Measurement> all) {
		return new double[] { mean(all.stream().mapToDouble(Measurement::perSecond)),
				mean(all.stream().mapToDouble(Measurement::cpuMillis)),
				all.stream()
					.mapToDouble((each) -> Optional.ofNullable(each.statements()).orElse(0.0))
					.average()
					.orElse(0) };
	}

	/** Bars of the ratios at the number of clients in the middle, for each size. */
	private String picture() {
		StringJoiner bars = new StringJoiner("\n");
		int y = 64;
		for (int size : sizes()) {
			List<Integer> clients = clients(size);
			int middle = clients.get(clients.size() / 2);
			bars.add(english("<text x=\"10\" y=\"%d\" font-weight=\"bold\">%,d records and facts, %d clients</text>", y,
					size, middle));
			y += 12;
			for (Row row : rows(size, middle)) {
				bars.add(bar(row.raw().question() + " " + row.raw().title(), row.rate(), row.cpu(), y));
				y += 32;
			}
			List<Row> rows = rows(size, middle);
			bars.add(bar("geometric mean", mean(rows, Row::rate), mean(rows, Row::cpu), y));
			y += 64;
		}
		return english(
				"""
						<svg xmlns="http://www.w3.org/2000/svg" width="760" height="%1$d" viewBox="0 0 760 %1$d" \
						font-family="sans-serif" font-size="13" fill="#222">
						<rect width="760" height="%1$d" fill="#fff"/>
						<text x="10" y="22" font-size="16" font-weight="bold">Rapport beside hand-written Cypher (1 = as fast)</text>
						<rect x="10" y="32" width="12" height="12" fill="#1f5fa8"/><text x="28" y="43">requests a second</text>
						<rect x="170" y="32" width="12" height="12" fill="#e8833a"/><text x="188" y="43">1 / processor time for a request</text>
						%2$s
						</svg>
						""",
				y - 30, bars);
	}

	private static String bar(String name, double rate, double cpu, int y) {
		return english(
				"""
						<text x="10" y="%1$d">%2$s</text>\
						<rect x="290" y="%3$d" width="%4$.0f" height="11" fill="#1f5fa8"/><text x="%5$.0f" y="%6$d" font-size="11">%7$.2f</text>\
						<rect x="290" y="%8$d" width="%9$.0f" height="11" fill="#e8833a"/><text x="%10$.0f" y="%11$d" font-size="11">%12$.2f</text>\
						<line x1="690" y1="%3$d" x2="690" y2="%13$d" stroke="#999" stroke-dasharray="3,3"/>""",
				y + 17, name, y, length(rate), 296 + length(rate), y + 10, rate, y + 12, length(cpu), 296 + length(cpu),
				y + 22, cpu, y + 32);
	}

	/** A ratio of 1 is 400 pixels long. Longer bars are cut. */
	private static double length(double ratio) {
		return 400 * Math.min(ratio, 1.1);
	}

	private static String english(String format, Object... values) {
		return String.format(Locale.ENGLISH, format, values);
	}

	/** The options of a run, as the report tells them. */
	static Map<String, String> options(Duration warmUp, Duration time, long seed, String command, String note) {
		Map<String, String> options = new LinkedHashMap<>();
		options.put("command", command);
		options.put("note", note);
		options.put("warm-up", "%d s for each question and each side, 16 clients, before the first measurement"
			.formatted(warmUp.toSeconds()));
		options.put("time", "%d s for each measurement".formatted(time.toSeconds()));
		options.put("seed of the random selections", String.valueOf(seed));
		return options;
	}

}

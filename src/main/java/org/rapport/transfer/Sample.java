package org.rapport.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rapport.kernel.Hiding;
import org.rapport.start.StartRefused;
import org.rapport.transfer.ImportReport.ImportCounts;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.Resource;

/**
 * Loads the sample record that comes with Rapport into an empty graph, once, after the
 * migrations and before Rapport answers queries.
 */
class Sample implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(Sample.class);

	private final Imports imports;

	private final Resource file;

	private final boolean wanted;

	Sample(Imports imports, Resource file, boolean wanted) {
		this.imports = imports;
		this.file = file;
		this.wanted = wanted;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.wanted
				&& (this.imports.isGraphEmpty() || this.imports.unfinished().stream().anyMatch(LoadState::intoEmpty))) {
			load();
		}
		this.imports.unfinished().forEach(Sample::tell);
	}

	private static void tell(LoadState unfinished) {
		logger.warn(
				"A load of the data set {} stopped after {} of {} elements; load the same file again to add the rest",
				unfinished.hiding().equals(Hiding.NONE) ? unfinished.dataset() : "(not public)", unfinished.written(),
				unfinished.elements());
	}

	private void load() {
		long start = System.nanoTime();
		try (InputStream in = this.file.getInputStream()) {
			this.imports.loadIfEmpty(in)
				.ifPresent((report) -> tell(report, Duration.ofNanos(System.nanoTime() - start)));
		}
		catch (BadInterchange ex) {
			throw new StartRefused("The sample record cannot be loaded. " + ex.getMessage(),
					"Fix the file, or start without the sample: rapport.sample=never.", ex);
		}
		catch (LoadStopped ex) {
			throw new StartRefused("The sample record was not loaded whole. " + ex.getMessage(),
					"Start again, which adds the rest, or start without the sample: rapport.sample=never.", ex);
		}
		catch (IOException ex) {
			throw new StartRefused("The sample record cannot be read.",
					"Build Rapport again, or start without the sample: rapport.sample=never.", ex);
		}
	}

	private static void tell(ImportReport report, Duration taken) {
		ImportCounts total = report.total();
		logger.info("Loaded the sample record, \"{}\": {} records and facts in {} s", report.dataset().title(),
				total.created(), taken.toMillis() / 1000.0);
		report.warnings().forEach((warning) -> logger.warn("The sample record, {}", warning));
	}

}

package org.rapport.transfer.job;

import java.nio.file.Path;
import java.time.Clock;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.UploadPath;
import org.rapport.recording.ErasureListener;
import org.rapport.start.DataFolder;
import org.rapport.transfer.FileImport;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** Sets up the imports of curators, and their addresses. */
@Configuration(proxyBeanMethods = false)
class ImportJobsConfiguration {

	private static final String UPLOADS = "/imports/files";

	@Bean
	@Nullable ImportJobs importJobs(FileImport imports, ImportProperties properties, ObjectProvider<DataFolder> embedded) {
		Path folder = folder(properties, embedded.getIfAvailable());
		if (!properties.enabled() || folder == null) {
			return null;
		}
		ImportFolder opened = ImportFolder.open(folder);
		Clock clock = Clock.systemUTC();
		return new ImportJobs(imports, opened, new Uploads(opened, properties, clock), properties, clock);
	}

	private static @Nullable Path folder(ImportProperties properties, @Nullable DataFolder data) {
		if (StringUtils.hasText(properties.folder())) {
			return Path.of(properties.folder());
		}
		return (data != null) ? data.path().resolve("imports") : null;
	}

	/** Goes on with imports when everything else is ready. */
	@Bean
	ApplicationListener<ApplicationReadyEvent> importsGoOn(ObjectProvider<ImportJobs> jobs) {
		return (event) -> jobs.ifAvailable(ImportJobs::begin);
	}

	/** Texts about rows may tell of what was erased. */
	@Bean
	ErasureListener importsForget(ObjectProvider<ImportJobs> jobs) {
		return () -> jobs.ifAvailable(ImportJobs::forgetErased);
	}

	@Bean
	UploadPath uploadPath() {
		return new UploadPath(UPLOADS);
	}

	@Bean
	RouterFunction<ServerResponse> importFiles(UploadEndpoint endpoint) {
		return RouterFunctions.route(RequestPredicates.path(UPLOADS), endpoint::upload)
			.andRoute(RequestPredicates.path(UPLOADS + "/{id}"), endpoint::discard)
			.andRoute(RequestPredicates.path("/imports/{id}/" + ImportJobs.REPORT), endpoint::report);
	}

}

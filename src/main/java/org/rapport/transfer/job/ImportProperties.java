package org.rapport.transfer.job;

import java.time.Duration;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings for imports of curators who cannot log into the server.
 *
 * @param enabled whether curators may upload files and start imports
 * @param folder the folder for uploads and jobs; null for {@code imports} in the data
 * folder of an embedded graph. Without either there are no such imports
 * @param largestFile the most bytes of an uploaded file
 * @param mostFiles the most uploaded files that wait for an import. Those of one viewer
 * are at most half of them
 * @param mostBytes the most bytes of them together, and half of them for one viewer
 * @param uploadsAtOnce the most files that are received at the same time
 * @param uploadTime how long the upload of a file may take
 * @param waiting the most imports that wait for the one that runs
 * @param keepFiles how long a file is kept that no import has loaded
 * @param keepJobs how long a job and its report are kept after its end
 */
@Validated
@ConfigurationProperties("rapport.imports")
record ImportProperties(@DefaultValue("true") boolean enabled, @Nullable String folder,
		@DefaultValue("64MB") DataSize largestFile, @DefaultValue("200") @Min(1) int mostFiles,
		@DefaultValue("2GB") DataSize mostBytes, @DefaultValue("2") @Min(1) int uploadsAtOnce,
		@DefaultValue("10m") Duration uploadTime, @DefaultValue("20") @Min(1) int waiting,
		@DefaultValue("1d") Duration keepFiles, @DefaultValue("7d") Duration keepJobs) {

	@AssertTrue(message = "rapport.imports.most-bytes must be at least rapport.imports.largest-file")
	boolean isRoomForAFile() {
		return this.largestFile.compareTo(this.mostBytes) <= 0;
	}

}

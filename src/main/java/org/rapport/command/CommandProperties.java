package org.rapport.command;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Certainty;
import org.rapport.kernel.Visibility;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings for tasks that run instead of the server.
 *
 * @param copy write a copy for researchers
 * @param backup write a backup
 * @param restore restore a backup
 */
@ConfigurationProperties("rapport")
record CommandProperties(@DefaultValue Copy copy, @DefaultValue Backup backup, @DefaultValue Restore restore) {

	/**
	 * A copy for researchers. Paths are text, because Spring would look for them on the
	 * class path first.
	 *
	 * @param to the folder to write to, or null for no copy
	 * @param clearance the highest visibility in the copy
	 * @param circles the circles whose elements are in the copy
	 * @param day the day as of which to copy, for example 2024-06-01, or null for all of
	 * time
	 * @param certainty whether the copy holds what may have been true by that day, or
	 * what must have been true
	 */
	record Copy(@Nullable String to, @DefaultValue("PUBLIC") Visibility clearance, @DefaultValue Set<String> circles,
			@Nullable String day, @DefaultValue("POSSIBLE") Certainty certainty) {
	}

	/**
	 * A backup.
	 *
	 * @param to the file to write, or null for no backup
	 */
	record Backup(@Nullable String to) {
	}

	/**
	 * A restore.
	 *
	 * @param from the backup file to read, or null for no restore
	 */
	record Restore(@Nullable String from) {
	}

}

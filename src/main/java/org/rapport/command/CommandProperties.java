package org.rapport.command;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Certainty;
import org.rapport.kernel.Visibility;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What Rapport is started for, if not to answer questions.
 *
 * @param copy to write a copy for researchers
 * @param backup to write a backup
 * @param restore to put a backup back
 */
@ConfigurationProperties("rapport")
record CommandProperties(@DefaultValue Copy copy, @DefaultValue Backup backup, @DefaultValue Restore restore) {

	/**
	 * A copy for researchers. Paths are text, because Spring would look for them on the
	 * class path first.
	 *
	 * @param to the folder that is to hold it; null for no copy
	 * @param clearance the highest visibility that is in it
	 * @param circles the circles whose elements are in it
	 * @param day the day as of which it is, as 2024-06-01; null for all of time
	 * @param certainty what of the day is in it
	 */
	record Copy(@Nullable String to, @DefaultValue("PUBLIC") Visibility clearance, @DefaultValue Set<String> circles,
			@Nullable String day, @DefaultValue("POSSIBLE") Certainty certainty) {
	}

	/**
	 * A backup.
	 *
	 * @param to the file that is to hold it; null for none
	 */
	record Backup(@Nullable String to) {
	}

	/**
	 * The way back.
	 *
	 * @param from the file of a backup; null for none
	 */
	record Restore(@Nullable String from) {
	}

}

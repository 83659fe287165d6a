package org.rapport.start;

/**
 * One line of the summary that Rapport logs once it is ready. It names addresses and
 * files, but never contains a secret.
 *
 * @param subject the subject, in a word or two
 * @param text the address or the file
 */
public record StartNote(String subject, String text) {
}

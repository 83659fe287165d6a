package org.rapport.kernel;

/**
 * One line of the summary that is logged once Rapport is ready: it names addresses and
 * files, never a secret itself.
 *
 * @param subject what it is about, in a word or two
 * @param text the address or the file
 */
public record StartNote(String subject, String text) {
}

package org.rapport.kernel;

/**
 * Stands in an act's input for a value that could not be read. Rapport can then report it
 * together with all other errors of the input.
 *
 * @param message one sentence that says what is wrong, and what would be right
 */
public record Unread(String message) {
}

package org.rapport.kernel;

/**
 * A value of an act's input that could not be read, kept in its place so that it is
 * refused together with all else that is wrong.
 *
 * @param message one sentence that says what is wrong, and what would be right
 */
public record Unread(String message) {
}

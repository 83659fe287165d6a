package org.rapport.kernel;

/**
 * A paragraph of the text of a document.
 *
 * @param label how citations name it, for example {@code paragraph 2}; unique in the
 * document
 * @param text its words
 */
public record Paragraph(String label, String text) {
}

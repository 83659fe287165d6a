package org.rapport.kernel;

/**
 * A page that people open in a browser.
 *
 * @param name what it is called, in a word or two
 * @param path where it is, below the context path, with a leading slash
 * @param about what it is for, in a sentence
 * @param contentPolicy what the page, and everything below its path, may load and connect
 * to: a Content-Security-Policy
 */
public record WebPage(String name, String path, String about, String contentPolicy) {
}

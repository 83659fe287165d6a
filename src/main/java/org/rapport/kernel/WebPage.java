package org.rapport.kernel;

/**
 * A page that people open in a browser.
 *
 * @param name its name, in a word or two
 * @param path its path below the context path, with a leading slash
 * @param about its purpose, in a sentence
 * @param contentPolicy the Content-Security-Policy of the page and of everything below
 * its path
 */
public record WebPage(String name, String path, String about, String contentPolicy) {
}

/**
 * The pages that people open in a web browser: the welcome page, GraphiQL and Neo4j
 * Browser. Read {@link Welcome}, {@link GraphiQl} and {@link BrowserPage} first.
 */
@NullMarked
package org.rapport.pages;

import org.jspecify.annotations.NullMarked;

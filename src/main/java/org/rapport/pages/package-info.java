/**
 * The pages that people open in a web browser: the welcome page, GraphiQL and Neo4j
 * Browser.
 */
@NullMarked
package org.rapport.pages;

import org.jspecify.annotations.NullMarked;

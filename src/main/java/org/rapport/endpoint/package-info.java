/**
 * HTTP before and after the application: bodies are received, requests wait for places
 * and answers are sent without occupying a thread. This package knows nothing about the
 * content of requests.
 */
@NullMarked
package org.rapport.endpoint;

import org.jspecify.annotations.NullMarked;

/**
 * HTTP before and after the application: bodies are read, places are waited for and
 * answers are sent without keeping a thread waiting for a client. What is asked is not
 * its affair.
 */
@NullMarked
package org.rapport.endpoint;

import org.jspecify.annotations.NullMarked;

package org.rapport.endpoint;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which documents clients may send.
 *
 * @param onlyTrusted whether a document is answered only if it is one of the trusted, and
 * asked for by its id
 * @param folder the folder of documents that are trusted besides Rapport's own; null if
 * there is none. Text, because Spring would look for a path on the class path first.
 */
@ConfigurationProperties("rapport.documents")
record DocumentsProperties(@DefaultValue("false") boolean onlyTrusted, @Nullable String folder) {
}

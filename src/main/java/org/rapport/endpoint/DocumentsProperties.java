package org.rapport.endpoint;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for the documents that clients may send.
 *
 * @param onlyTrusted whether clients may send only the ids of trusted documents
 * @param folder the folder of documents that are trusted besides Rapport's own; null if
 * there is none. Text, because Spring would look for a path on the class path first.
 */
@ConfigurationProperties("rapport.documents")
record DocumentsProperties(@DefaultValue("false") boolean onlyTrusted, @Nullable String folder) {
}

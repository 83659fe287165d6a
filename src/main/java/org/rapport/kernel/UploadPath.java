package org.rapport.kernel;

/**
 * A path to which clients send files. Rapport does not receive the bodies of these
 * requests in advance: the code that answers them reads them.
 *
 * @param path the path below the context path, with a leading slash
 */
public record UploadPath(String path) {
}

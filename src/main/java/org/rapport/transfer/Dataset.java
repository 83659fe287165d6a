package org.rapport.transfer;

import org.jspecify.annotations.Nullable;

/**
 * The data set that the first line of an interchange file describes.
 *
 * @param name the name; ids are derived from it and the keys
 * @param title the title
 * @param licence the licence, or null if the file names none
 */
public record Dataset(String name, String title, @Nullable String licence) {
}

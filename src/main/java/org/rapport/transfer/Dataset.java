package org.rapport.transfer;

import org.jspecify.annotations.Nullable;

/**
 * What the first line of an interchange file says of the whole.
 *
 * @param name the name that ids are derived from, together with the keys
 * @param title what it holds
 * @param licence its licence, or null if the file names none
 */
public record Dataset(String name, String title, @Nullable String licence) {
}

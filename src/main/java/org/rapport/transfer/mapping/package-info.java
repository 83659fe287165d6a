/**
 * Mappings: which rows of a file become which records and facts. Read {@link Mapping},
 * {@link RowMapper} and {@link MappedFiles} first.
 */
@NullMarked
package org.rapport.transfer.mapping;

import org.jspecify.annotations.NullMarked;

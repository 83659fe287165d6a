/**
 * What the command line can do instead of serving: copies for researchers, backup and
 * restore. Read {@link CommandTask}, {@link ResearchCopies} and {@link Backups} first.
 */
@NullMarked
package org.rapport.command;

import org.jspecify.annotations.NullMarked;

/**
 * What the command line can do instead of serving: load files, write copies for
 * researchers, backup and restore. Read {@link Commands}, {@link ResearchCopies} and
 * {@link Backups} first.
 */
@NullMarked
package org.rapport.command;

import org.jspecify.annotations.NullMarked;

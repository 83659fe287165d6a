/**
 * What the command line can do instead of serving: copies for researchers, backup and
 * restore.
 */
@NullMarked
package org.rapport.command;

import org.jspecify.annotations.NullMarked;

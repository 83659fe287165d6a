/**
 * Who there is: people, organisations, governments and posts, their names, identifiers,
 * memberships and roles. Knows nothing of meetings or endorsements.
 */
@NullMarked
package org.rapport.directory;

import org.jspecify.annotations.NullMarked;

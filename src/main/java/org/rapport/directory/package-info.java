/**
 * The directory of people, organisations, governments, posts, topics and places, with
 * their names, identifiers, memberships, successions and roles. It does not depend on
 * meetings or endorsements. Read {@link DirectoryGraph}, {@link Selections} and
 * {@link ActingGraph} first.
 */
@NullMarked
package org.rapport.directory;

import org.jspecify.annotations.NullMarked;

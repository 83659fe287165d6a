/**
 * Where everything is written: documents as sources, citations, claims and statuses. Not
 * what documents ask for or who endorsed them.
 */
@NullMarked
package org.rapport.provenance;

import org.jspecify.annotations.NullMarked;

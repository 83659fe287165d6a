/**
 * The sources of everything: documents, citations, claims and statuses. Asks and
 * endorsements are elsewhere. Read {@link ProvenanceGraph}, {@link CitedFacts} and
 * {@link Statuses} first.
 */
@NullMarked
package org.rapport.provenance;

import org.jspecify.annotations.NullMarked;

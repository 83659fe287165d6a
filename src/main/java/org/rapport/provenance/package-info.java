/**
 * The sources of everything: documents, citations, claims and statuses. Asks and
 * endorsements are elsewhere.
 */
@NullMarked
package org.rapport.provenance;

import org.jspecify.annotations.NullMarked;

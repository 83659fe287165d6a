/**
 * The words every part of Rapport speaks: visibility, the lens, approximate dates, ids
 * and coded errors. Plain Java: no Spring, no driver, no GraphQL.
 */
@NullMarked
package org.rapport.kernel;

import org.jspecify.annotations.NullMarked;

/**
 * GraphQL over HTTP: requests are received, read, answered and refused without keeping a
 * thread for a slow client. Read {@link Exchanges}, {@link GraphQlOverHttp} and
 * {@link Places} first.
 */
@NullMarked
package org.rapport.endpoint;

import org.jspecify.annotations.NullMarked;

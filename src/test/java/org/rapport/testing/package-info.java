/**
 * What tests share: the annotation that starts the application, and its scratch graph.
 */
package org.rapport.testing;

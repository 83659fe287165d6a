/**
 * Who the viewer is and what they are cleared for: bearer tokens over Spring Security.
 * What a clearance covers is the kernel's matter, hiding by it the lens's.
 */
@NullMarked
package org.rapport.access;

import org.jspecify.annotations.NullMarked;

package org.rapport.transfer.job;

import java.time.OffsetDateTime;

/**
 * A file that somebody has uploaded.
 *
 * @param id its id
 * @param owner the name of the viewer who uploaded it
 * @param name its name
 * @param bytes its size
 * @param uploadedAt when it was complete
 */
record Upload(String id, String owner, String name, long bytes, OffsetDateTime uploadedAt) {
}

/**
 * Imports for curators who cannot log into the server: files that they upload, and jobs
 * that load these files. Jobs survive a restart. Read {@link ImportJobs}, {@link Uploads}
 * and {@link UploadEndpoint} first.
 */
@NullMarked
package org.rapport.transfer.job;

import org.jspecify.annotations.NullMarked;

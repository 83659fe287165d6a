package org.rapport.transfer;

import java.security.SecureRandom;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;

/**
 * Derives the ids of what a data set states. A data set that was not public when it was
 * loaded first has a secret. Without the secret, nobody can compute an id and find out
 * that something with a guessed key exists.
 *
 * @param dataset the name of the data set
 * @param secret the secret in base 64; null if the data set has none
 */
record DatasetIds(String dataset, @Nullable String secret) {

	private static final int BYTES = 32;

	private static final SecureRandom RANDOM = new SecureRandom();

	/** The ids of a data set without a secret. */
	static DatasetIds plain(String dataset) {
		return new DatasetIds(dataset, null);
	}

	/** The ids of a data set with a new secret. */
	static DatasetIds secret(String dataset) {
		byte[] secret = new byte[BYTES];
		RANDOM.nextBytes(secret);
		return new DatasetIds(dataset, Base64.getEncoder().encodeToString(secret));
	}

	/** The id of the record or fact with a key. */
	String of(Kind kind, String key) {
		return (this.secret != null) ? Ids.derive(bytes(this.secret), kind, this.dataset, key)
				: Ids.derive(kind, this.dataset, key);
	}

	/** The id of something with a key that is neither a record nor a fact. */
	String of(String prefix, String key) {
		return (this.secret != null) ? Ids.derive(bytes(this.secret), prefix, this.dataset, key)
				: Ids.derive(prefix, this.dataset, key);
	}

	/** The id of the citation of a line that names this document and place. */
	String citation(String key, String document, String locator) {
		return of(Kind.CITATION, Line.citationKey(key, document, locator));
	}

	private static byte[] bytes(String secret) {
		return Base64.getDecoder().decode(secret);
	}

	/** Names the data set only. */
	@Override
	public String toString() {
		return this.dataset;
	}

}

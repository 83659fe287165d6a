package org.rapport.access;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The public keys of a token issuer. Rapport fetches them when the first token arrives,
 * so that it can start while the issuer is down. It fetches them again when they are old
 * or when a token names an unknown key. While the issuer cannot be reached, a token with
 * an unknown key counts as "cannot be checked"; otherwise it is invalid.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {

	private static final Duration CONNECT = Duration.ofSeconds(2);

	private static final Duration READ = Duration.ofSeconds(3);

	/** How long a token waits while another one makes Rapport fetch the keys. */
	private static final Duration TURN = Duration.ofSeconds(1);

	private static final int LARGEST_ANSWER = 512 * 1024;

	/**
	 * The shortest time between two fetches. Without it, a client that sends tokens could
	 * make Rapport ask the issuer for each of them, or make every thread wait for it in
	 * turn.
	 */
	static final Duration PAUSE = Duration.ofSeconds(5);

	/**
	 * The age after which keys are fetched again, even if all tokens name a known key.
	 */
	static final Duration OLD = Duration.ofMinutes(5);

	/** How long the last known keys stay valid if the issuer is down. */
	static final Duration OUTAGE = Duration.ofHours(1);

	private final String issuer;

	private final @Nullable String address;

	private final LongSupplier nanoTime;

	private final DefaultResourceRetriever http = new DefaultResourceRetriever((int) CONNECT.toMillis(),
			(int) READ.toMillis(), LARGEST_ANSWER);

	private final ReentrantLock asking = new ReentrantLock();

	private volatile @Nullable Fetched fetched;

	private volatile @Nullable Attempt last;

	private record Fetched(JWKSet keys, long at) {
	}

	private record Attempt(long at, boolean hasFailed) {
	}

	/**
	 * Creates the keys of an issuer, without fetching them.
	 * @param issuer the issuer, as its tokens name it
	 * @param address the address of its keys; null to read it from the issuer's metadata
	 * @param nanoTime the clock, in nanoseconds like {@link System#nanoTime()}
	 */
	IssuerKeys(String issuer, @Nullable String address, LongSupplier nanoTime) {
		this.issuer = issuer;
		this.address = address;
		this.nanoTime = nanoTime;
	}

	@Override
	public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
		Fetched known = known();
		List<JWK> fitting = (known != null) ? selector.select(known.keys()) : List.of();
		if (!fitting.isEmpty()) {
			return fitting;
		}
		fetchUnlessJustTried();
		Attempt attempt = this.last;
		Fetched now = known();
		fitting = (now != null) ? selector.select(now.keys()) : List.of();
		if (fitting.isEmpty() && (now == null || attempt == null || attempt.hasFailed())) {
			throw new KeySourceException("The issuer cannot be reached, or its description cannot be read");
		}
		return fitting;
	}

	/** The keys that are still valid, after fetching newer ones if they are old. */
	private @Nullable Fetched known() throws KeySourceException {
		Fetched known = this.fetched;
		// If another thread is already fetching, this one uses the known keys.
		if (known != null && isOver(known.at(), OLD) && this.asking.tryLock()) {
			try {
				fetchUnlessJustTried();
			}
			finally {
				this.asking.unlock();
			}
			known = this.fetched;
		}
		return (known != null && !isOver(known.at(), OUTAGE)) ? known : null;
	}

	private boolean isOver(long since, Duration time) {
		return this.nanoTime.getAsLong() - since >= time.toNanos();
	}

	private void fetchUnlessJustTried() throws KeySourceException {
		// A slow issuer must not occupy a thread for each token.
		if (!takeTurn()) {
			throw new KeySourceException("Another request is fetching the keys of the issuer");
		}
		try {
			Attempt before = this.last;
			if (before != null && !isOver(before.at(), PAUSE)) {
				return;
			}
			boolean hasFailed = true;
			try {
				this.fetched = new Fetched(JWKSet.parse(this.http.retrieveResource(url()).getContent()),
						this.nanoTime.getAsLong());
				hasFailed = false;
			}
			catch (IOException | ParseException ex) {
				// The next token tries again, after a pause.
			}
			finally {
				this.last = new Attempt(this.nanoTime.getAsLong(), hasFailed);
			}
		}
		finally {
			this.asking.unlock();
		}
	}

	private boolean takeTurn() {
		try {
			return this.asking.tryLock(TURN.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private URL url() throws IOException, ParseException {
		if (this.address != null) {
			return url(this.address);
		}
		String description = this.http
			.retrieveResource(
					url(StringUtils.trimTrailingCharacter(this.issuer, '/') + "/.well-known/openid-configuration"))
			.getContent();
		var fields = JSONObjectUtils.parse(description);
		if (!this.issuer.equals(JSONObjectUtils.getString(fields, "issuer"))) {
			throw new ParseException("The description there belongs to another issuer", 0);
		}
		return url(Objects.requireNonNullElse(JSONObjectUtils.getString(fields, "jwks_uri"), ""));
	}

	private static URL url(String address) throws MalformedURLException {
		try {
			return URI.create(address).toURL();
		}
		catch (IllegalArgumentException ex) {
			throw new MalformedURLException("Not an address");
		}
	}

}

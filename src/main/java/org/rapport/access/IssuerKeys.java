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
 * The keys with which an issuer signs, fetched when the first token is presented, so that
 * Rapport starts while the issuer is away, and again when they are old or when a token
 * names another key. A token of an unknown key is only "not to be checked" while the
 * issuer cannot be asked; otherwise it does not count.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {

	private static final Duration CONNECT = Duration.ofSeconds(2);

	private static final Duration READ = Duration.ofSeconds(3);

	/** How long a token waits for another that has the issuer asked. */
	private static final Duration TURN = Duration.ofSeconds(1);

	private static final int LARGEST_ANSWER = 512 * 1024;

	/**
	 * So that nobody who sends tokens makes Rapport ask the issuer for each, or makes
	 * every thread wait for it in turn.
	 */
	static final Duration PAUSE = Duration.ofSeconds(5);

	/** When keys are fetched again although all tokens name one of them. */
	static final Duration OLD = Duration.ofMinutes(5);

	/** For how long the keys count that were last seen, if the issuer is away. */
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
	 * The keys of an issuer.
	 * @param issuer the issuer, as its tokens name it
	 * @param address where its keys are; null if its own description tells
	 * @param nanoTime the time, as {@link System#nanoTime()} counts it
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
			throw new KeySourceException("The issuer cannot be reached, or does not describe itself");
		}
		return fitting;
	}

	/** The keys that still count, after a look whether there are newer ones. */
	private @Nullable Fetched known() throws KeySourceException {
		Fetched known = this.fetched;
		// Whoever finds that somebody else asks already goes on with what there is.
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
		// An issuer that is slow must not keep a thread for each token.
		if (!takeTurn()) {
			throw new KeySourceException("The issuer is being asked");
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
				// The next token asks again, after a pause.
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
			throw new ParseException("Another issuer describes itself there", 0);
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

package org.rapport.access;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The keys with which an issuer signs, fetched when the first token is presented, so that
 * Rapport starts while the issuer is away, and again when they change.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {

	private static final Duration CONNECT = Duration.ofSeconds(2);

	private static final Duration READ = Duration.ofSeconds(3);

	private static final int LARGEST_ANSWER = 512 * 1024;

	/** So that nobody who sends tokens makes every thread wait for an issuer in turn. */
	private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

	/** For how long the keys count that were last seen, if the issuer is away. */
	private static final Duration OUTAGE = Duration.ofHours(1);

	private final String issuer;

	private final @Nullable String address;

	private final DefaultResourceRetriever http = new DefaultResourceRetriever((int) CONNECT.toMillis(),
			(int) READ.toMillis(), LARGEST_ANSWER);

	private @Nullable JWKSource<SecurityContext> fetched;

	private @Nullable Long failedAt;

	/**
	 * The keys of an issuer.
	 * @param issuer the issuer, as its tokens name it
	 * @param address where its keys are; null if its own description tells
	 */
	IssuerKeys(String issuer, @Nullable String address) {
		this.issuer = issuer;
		this.address = address;
	}

	@Override
	public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
		return fetched().get(selector, context);
	}

	private synchronized JWKSource<SecurityContext> fetched() throws KeySourceException {
		if (this.fetched != null) {
			return this.fetched;
		}
		if (this.failedAt != null && System.nanoTime() - this.failedAt < PAUSE_AFTER_FAILURE.toNanos()) {
			throw new KeySourceException("The issuer could not be reached a moment ago");
		}
		try {
			JWKSource<SecurityContext> source = JWKSourceBuilder.create(url(), this.http)
				.retrying(true)
				.outageTolerant(OUTAGE.toMillis())
				.build();
			source.get(new JWKSelector(new JWKMatcher.Builder().build()), null);
			this.fetched = source;
			return source;
		}
		catch (IOException | ParseException ex) {
			this.failedAt = System.nanoTime();
			throw new KeySourceException("The issuer cannot be reached, or does not describe itself", ex);
		}
		catch (KeySourceException ex) {
			this.failedAt = System.nanoTime();
			throw ex;
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

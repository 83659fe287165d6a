package org.rapport.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;

/**
 * An OAuth2 issuer on this machine. It serves its metadata and keys, and signs any token
 * that a test wants.
 */
public final class TestIssuer implements AutoCloseable {

	private final HttpServer server;

	private volatile RSAKey rsa;

	private final ECKey ec;

	private final AtomicInteger asked = new AtomicInteger();

	private volatile boolean away;

	private TestIssuer() {
		try {
			this.rsa = rsa("rsa");
			this.ec = new ECKeyGenerator(Curve.P_256).keyID("ec").keyUse(KeyUse.SIGNATURE).generate();
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public static TestIssuer start() {
		TestIssuer issuer = new TestIssuer();
		issuer.serve("/.well-known/openid-configuration",
				() -> "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(issuer.uri(), issuer.keysUri()));
		issuer.serve("/keys", () -> new JWKSet(List.<JWK>of(issuer.rsa, issuer.ec)).toPublicJWKSet().toString());
		issuer.server.start();
		return issuer;
	}

	public String uri() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	public String keysUri() {
		return uri() + "/keys";
	}

	/** Sets whether it fails. */
	public void away(boolean away) {
		this.away = away;
	}

	/** Replaces its RSA key by a new one. */
	public void rotate(String keyId) {
		this.rsa = rsa(keyId);
	}

	private static RSAKey rsa(String keyId) {
		try {
			return new RSAKeyGenerator(2048).keyID(keyId).keyUse(KeyUse.SIGNATURE).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The number of requests it received. */
	public int asked() {
		return this.asked.get();
	}

	/** The public key. */
	public RSAKey publicKey() {
		return this.rsa.toPublicJWK();
	}

	/** A valid token signed with RSA, after the test's change to its claims. */
	public String token(String audience, Consumer<JWTClaimsSet.Builder> change) {
		RSAKey key = this.rsa;
		return signed(key, key.getKeyID(), claims(audience, change));
	}

	/** A valid token signed with an elliptic curve key. */
	public String curveToken(String audience) {
		try {
			SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("ec").build(),
					claims(audience, (claims) -> {
					}));
			token.sign(new ECDSASigner(this.ec));
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** A token in this issuer's name that another key signed. */
	public String forged(String audience, String keyId) {
		try {
			return signed(new RSAKeyGenerator(2048).generate(), keyId, claims(audience, (claims) -> {
			}));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Valid claims, after the test's change. */
	public JWTClaimsSet claims(String audience, Consumer<JWTClaimsSet.Builder> change) {
		Instant now = Instant.now();
		JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().issuer(uri())
			.subject("4711")
			.audience(audience)
			.issueTime(Date.from(now.minusSeconds(600)))
			.expirationTime(Date.from(now.plusSeconds(300)));
		change.accept(claims);
		return claims.build();
	}

	private static String signed(RSAKey key, String keyId, JWTClaimsSet claims) {
		try {
			SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build(), claims);
			token.sign(new RSASSASigner(key));
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void serve(String path, Supplier<String> json) {
		this.server.createContext(path, (exchange) -> {
			byte[] body = json.get().getBytes(StandardCharsets.UTF_8);
			this.asked.incrementAndGet();
			exchange.getResponseHeaders().add("Content-Type", "application/json");
			exchange.sendResponseHeaders(this.away ? 503 : 200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}

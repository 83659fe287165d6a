package org.rapport.access;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rapport.kernel.UploadPath;
import org.rapport.kernel.WebPage;
import org.rapport.start.DataFolder;
import org.rapport.start.SecretFile;
import org.rapport.start.StartNote;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.util.StringUtils;

/**
 * Configures Spring Security: it lets everybody call the API and identifies the viewer.
 * No path of the API is closed, because the lens decides what each viewer may see.
 */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

	/** The methods that Spring Security's firewall allows. */
	private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

	@Bean
	SecurityFilterChain securityFilterChain(HttpSecurity http, BearerAuthentication authentication, Refusals refusals,
			RateLimits limits, CorsProperties cors, Environment environment, ObjectProvider<WebPage> pages,
			ObjectProvider<UploadPath> uploads) throws Exception {
		Unauthenticated unauthenticated = new Unauthenticated(refusals, limits);
		Forbidden forbidden = new Forbidden(refusals);
		return http
			.authorizeHttpRequests((requests) -> requests.requestMatchers(EndpointRequest.to("health"))
				.permitAll()
				.requestMatchers(EndpointRequest.to("prometheus"))
				.hasAnyAuthority(KnownViewer.OPERATE, MetricsToken.AUTHORITY)
				.requestMatchers(EndpointRequest.toAnyEndpoint(), EndpointRequest.toLinks())
				.hasAuthority(KnownViewer.OPERATE)
				// A metrics token opens only the metrics. With it the API must not give
				// an anonymous answer that looks complete.
				.anyRequest()
				.access(AuthorizationManagers.not(AuthorityAuthorizationManager.hasAuthority(MetricsToken.AUTHORITY))))
			.oauth2ResourceServer((server) -> server.authenticationManagerResolver((request) -> authentication)
				.bearerTokenResolver(new AuthorizationHeader())
				.authenticationEntryPoint(unauthenticated)
				.accessDeniedHandler(forbidden))
			.addFilterBefore(limits.beforeTokens(), BearerTokenAuthenticationFilter.class)
			.addFilterAfter(limits.afterTokens(), AnonymousAuthenticationFilter.class)
			.exceptionHandling(
					(failures) -> failures.authenticationEntryPoint(unauthenticated).accessDeniedHandler(forbidden))
			.cors((browsers) -> browsers.configurationSource(CrossOrigin.of(cors,
					Stream
						.concat(Stream.of(environment.getProperty("spring.graphql.http.path", "/graphql")),
								uploads.stream().map(UploadPath::path))
						.toArray(String[]::new))))
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			// CSRF attacks rely on cookies that a browser sends by itself. There are no
			// cookies here, only bearer tokens that the client itself must send.
			.csrf(AbstractHttpConfigurer::disable)
			.httpBasic(AbstractHttpConfigurer::disable)
			.formLogin(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.headers((headers) -> headers.frameOptions(FrameOptionsConfig::deny)
				.referrerPolicy((referrer) -> referrer.policy(ReferrerPolicy.NO_REFERRER))
				.addHeaderWriter(new ContentPolicies(pages.stream().toList())))
			.build();
	}

	/**
	 * Filters are not measured one by one: that takes longer than what they do, and each
	 * request is measured as a whole.
	 */
	@Bean
	SecurityObservationSettings securityObservationSettings() {
		return SecurityObservationSettings.noObservations();
	}

	/**
	 * Sets the status of requests that the firewall blocks; {@link ErrorAnswers} writes
	 * the body.
	 */
	@Bean
	RequestRejectedHandler requestRejectedHandler() {
		return (request, response, rejected) -> {
			boolean isKnown = METHODS.contains(request.getMethod());
			if (!isKnown) {
				response.setHeader(HttpHeaders.ALLOW, String.join(", ", METHODS));
			}
			response
				.sendError(isKnown ? HttpServletResponse.SC_BAD_REQUEST : HttpServletResponse.SC_METHOD_NOT_ALLOWED);
		};
	}

	@Bean
	Refusals refusals(MeterRegistry meters) {
		return new Refusals(meters);
	}

	@Bean
	RateLimits rateLimits(RateLimitProperties properties, Refusals refusals) {
		return new RateLimits(properties, refusals, EndpointRequest.to("health"), TimeMeter.SYSTEM_NANOTIME);
	}

	/** The kinds of tokens. Those that need no other system to be checked come first. */
	@Bean
	BearerAuthentication bearerAuthentication(AccessProperties properties, ObjectProvider<DataFolder> data,
			OAuth2ResourceServerProperties issuer, JwtProperties claims, MachineTokens machines) {
		List<BearerTokens> kinds = new ArrayList<>();
		kinds.add(curatorToken(properties, data.getIfAvailable()));
		String metrics = properties.metricsToken();
		if (StringUtils.hasText(metrics)) {
			kinds.add(MetricsToken.of(metrics));
		}
		IssuedTokens issued = IssuedTokens.configured(issuer.getJwt(), claims);
		if (issued != null) {
			kinds.add(issued);
		}
		kinds.add(machines);
		return new BearerAuthentication(kinds);
	}

	/**
	 * The configured token, otherwise the one in the data folder. With neither a token
	 * nor a data folder there is no curator.
	 */
	private static CuratorToken curatorToken(AccessProperties properties, @Nullable DataFolder data) {
		String configured = properties.curatorToken();
		if (StringUtils.hasText(configured)) {
			return CuratorToken.of(configured);
		}
		return (data != null) ? CuratorToken.of(new SecretFile(file(data)).readOrCreate()) : CuratorToken.none();
	}

	@Bean
	@Order(4)
	StartNote curatorNote(AccessProperties properties, ObjectProvider<DataFolder> data) {
		DataFolder folder = data.getIfAvailable();
		String place;
		if (StringUtils.hasText(properties.curatorToken())) {
			place = "as configured (%s)".formatted(CuratorToken.PROPERTY);
		}
		else {
			place = (folder != null) ? "in " + file(folder) : "none configured: nobody can see more than the public";
		}
		return new StartNote("Curator token", place);
	}

	private static Path file(DataFolder folder) {
		return folder.path().resolve("curator-token");
	}

}

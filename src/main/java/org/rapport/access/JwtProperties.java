package org.rapport.access;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the tokens of an OAuth2 issuer, which
 * {@code spring.security.oauth2.resourceserver.jwt} names, are read.
 *
 * @param audience what tokens must be meant for; needed as soon as there is an issuer
 * @param clearanceClaim the claim with the highest visibility that may be seen
 * @param circlesClaim the claim with the circles
 * @param permissionsClaim the claim with the permissions
 * @param scopeClaim the claim with the scopes, which may hold permissions, too
 * @param scopePrefix what a scope that is a permission begins with
 */
@ConfigurationProperties("rapport.jwt")
record JwtProperties(@Nullable String audience, @DefaultValue("rapport_clearance") String clearanceClaim,
		@DefaultValue("rapport_circles") String circlesClaim,
		@DefaultValue("rapport_permissions") String permissionsClaim, @DefaultValue("scope") String scopeClaim,
		@DefaultValue("rapport:") String scopePrefix) {
}

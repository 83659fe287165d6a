package org.rapport.access;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for reading the tokens of the OAuth2 issuer that
 * {@code spring.security.oauth2.resourceserver.jwt} names.
 *
 * @param audience the audience that tokens must be issued for; required if an issuer is
 * configured
 * @param clearanceClaim the claim with the highest visibility that the viewer may see
 * @param circlesClaim the claim with the circles
 * @param permissionsClaim the claim with the permissions
 * @param scopeClaim the claim with the scopes, which may also contain permissions
 * @param scopePrefix the prefix of scopes that are permissions
 */
@ConfigurationProperties("rapport.jwt")
record JwtProperties(@Nullable String audience, @DefaultValue("rapport_clearance") String clearanceClaim,
		@DefaultValue("rapport_circles") String circlesClaim,
		@DefaultValue("rapport_permissions") String permissionsClaim, @DefaultValue("scope") String scopeClaim,
		@DefaultValue("rapport:") String scopePrefix) {
}

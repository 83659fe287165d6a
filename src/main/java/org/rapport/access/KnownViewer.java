package org.rapport.access;

import java.util.List;
import java.util.Map;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;

/**
 * A viewer as Spring Security carries one: the authorities are the permissions.
 *
 * @param viewer who
 */
record KnownViewer(Viewer viewer) implements OAuth2AuthenticatedPrincipal {

	@Override
	public String getName() {
		return this.viewer.name();
	}

	@Override
	public Map<String, Object> getAttributes() {
		return Map.of("sub", getName());
	}

	@Override
	public List<GrantedAuthority> getAuthorities() {
		return this.viewer.permissions()
			.stream()
			.<GrantedAuthority>map((permission) -> new SimpleGrantedAuthority(permission.name()))
			.toList();
	}

}

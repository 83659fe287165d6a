package org.rapport.access;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;

/**
 * An authenticated viewer as Spring Security's principal. Its authorities are the
 * viewer's permissions and {@link #OPERATE}.
 *
 * @param viewer the viewer
 */
record KnownViewer(Viewer viewer) implements OAuth2AuthenticatedPrincipal {

	/**
	 * The authority to read the actuator endpoints. They reveal how much the whole graph
	 * holds and how it is used.
	 */
	static final String OPERATE = "OPERATE";

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
		Stream<String> permissions = this.viewer.permissions().stream().map(Permission::name);
		Stream<String> operate = this.viewer.maySeeOperation() ? Stream.of(OPERATE) : Stream.empty();
		return Stream.concat(permissions, operate).<GrantedAuthority>map(SimpleGrantedAuthority::new).toList();
	}

}

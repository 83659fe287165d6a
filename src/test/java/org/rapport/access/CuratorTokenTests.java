package org.rapport.access;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.rapport.kernel.Clearance;
import org.rapport.start.StartRefused;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CuratorTokenTests {

	private static final String TOKEN = "0123456789abcdef0123456789abcdef";

	@Test
	void knowsTheCurator() {
		var principal = CuratorToken.of(TOKEN).holder(TOKEN);
		var authentication = UsernamePasswordAuthenticationToken.authenticated(principal, null,
				principal.getAuthorities());
		assertThat(Viewer.of(authentication)).isEqualTo(Viewer.CURATOR);
		assertThat(Viewer.CURATOR.clearance()).isEqualTo(Clearance.FULL);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "0123456789abcdef0123456789abcde", "0123456789abcdef0123456789abcdef0",
			"0123456789abcdef0123456789abcdeF" })
	void knowsNoOtherToken(String token) {
		CuratorToken curator = CuratorToken.of(TOKEN);
		assertThat(curator.holder(token)).isNull();
	}

	@Test
	void knowsNoTokenWithoutACurator() {
		assertThat(CuratorToken.none().holder(TOKEN)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "tiny-token", "0123456789abcdef0123456789abcdef with spaces",
			"0123456789abcdef0123456789abcdé" })
	void refusesToStartWithATokenThatIsGuessableOrCannotBeSent(String token) {
		assertThatExceptionOfType(StartRefused.class).isThrownBy(() -> CuratorToken.of(token))
			.withMessageNotContaining(token);
	}

	@Test
	void takesAnybodyElseForThePublic() {
		assertThat(Viewer.of(null)).isEqualTo(Viewer.ANONYMOUS);
		assertThat(Viewer.of(new AnonymousAuthenticationToken("key", "anonymousUser",
				AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"))))
			.isEqualTo(Viewer.ANONYMOUS);
		assertThat(Viewer.of(UsernamePasswordAuthenticationToken.unauthenticated("curator", "x")))
			.isEqualTo(Viewer.ANONYMOUS);
		assertThat(Viewer.ANONYMOUS.clearance()).isEqualTo(Clearance.PUBLIC);
	}

}

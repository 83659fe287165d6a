package org.rapport.access;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.rapport.kernel.WebPage;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class ContentPoliciesTests {

	private final ContentPolicies policies = new ContentPolicies(List.of(new WebPage("Root", "/", "", "root"),
			new WebPage("One", "/one", "", "one"), new WebPage("Two", "/two/", "", "two")));

	@ParameterizedTest
	@CsvSource({ "/,root", "/one,one", "/one/script.js,one", "/two/,two", "/two/deep/down.js,two" })
	void eachPageHasItsOwn(String path, String policy) {
		assertThat(policyOf(path)).isEqualTo(policy);
	}

	@ParameterizedTest
	@CsvSource({ "/graphql", "/oneself", "/actuator/health", "/nothing" })
	void everythingElseMayLoadNothing(String path) {
		assertThat(policyOf(path)).isEqualTo(ContentPolicies.NOTHING).startsWith("default-src 'none'");
	}

	private String policyOf(String path) {
		MockHttpServletResponse response = new MockHttpServletResponse();
		this.policies.writeHeaders(new MockHttpServletRequest("GET", path), response);
		return response.getHeader("Content-Security-Policy");
	}

}

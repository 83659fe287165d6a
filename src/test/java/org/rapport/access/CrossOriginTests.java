package org.rapport.access;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.rapport.start.StartRefused;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.cors.CorsConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CrossOriginTests {

	@ParameterizedTest
	@ValueSource(strings = { "https://example.org", "http://localhost:3000", "http://[::1]:8080", "*" })
	void takesOrigins(String origin) {
		assertThat(allowed(origin)).isNotNull()
			.extracting(CorsConfiguration::getAllowedOrigins)
			.isEqualTo(List.of(origin));
	}

	@ParameterizedTest
	@ValueSource(strings = { "example.org", "https://example.org/", "https://Example.org", "https://*.example.org",
			"https://example.org/page", "null", "" })
	void refusesWhatNoBrowserWouldSendAsAnOrigin(String origin) {
		assertThatExceptionOfType(StartRefused.class).isThrownBy(() -> allowed(origin)).withMessageContaining(origin);
	}

	@Test
	void opensNothingUnlessTold() {
		assertThat(allowed()).isNull();
	}

	private static CorsConfiguration allowed(String... origins) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/graphql");
		return CrossOrigin.of(new CorsProperties(List.of(origins)), "/graphql").getCorsConfiguration(request);
	}

}

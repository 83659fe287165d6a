package org.rapport.command;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.rapport.start.StartRefused;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests that settings which are commands now do not start a server. */
class FormerSettingsTests {

	private final FormerSettings settings = new FormerSettings();

	@ParameterizedTest
	@CsvSource({ "rapport.copy.to, copy FOLDER", "rapport.backup.to, backup FILE",
			"rapport.restore.from, restore FILE" })
	void namesTheCommand(String setting, String command) {
		MockEnvironment environment = new MockEnvironment().withProperty(setting, "backup.jsonl.gz");
		assertThatExceptionOfType(StartRefused.class)
			.isThrownBy(() -> this.settings.postProcessEnvironment(environment, new SpringApplication()))
			.withMessage("There is no setting " + setting + " any more.")
			.satisfies((refused) -> assertThat(refused.remedy()).endsWith(command));
	}

	@Test
	void leavesOtherSettingsAlone() {
		this.settings.postProcessEnvironment(new MockEnvironment().withProperty("rapport.data", "data"),
				new SpringApplication());
	}

}

package org.rapport.access;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.rapport.kernel.Clearance;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ViewerTests {

	@ParameterizedTest
	@EnumSource
	void theCuratorMayDoEverything(Permission permission) {
		assertThatCode(() -> Viewer.CURATOR.require(permission)).doesNotThrowAnyException();
	}

	@ParameterizedTest
	@EnumSource
	void thePublicMayDoNothingAndLearnsOnlyWhatLacks(Permission permission) {
		assertThatExceptionOfType(RapportException.class).isThrownBy(() -> Viewer.ANONYMOUS.require(permission))
			.withMessage("This needs the permission " + permission)
			.satisfies((refusal) -> assertThat(refusal.code()).isEqualTo(ErrorCode.FORBIDDEN));
	}

	@Test
	void noPermissionBringsAnother() {
		Viewer administrator = new Viewer("administrator", Clearance.FULL, Set.of(Permission.ADMINISTER));
		assertThatExceptionOfType(RapportException.class).isThrownBy(() -> administrator.require(Permission.RECORD));
		assertThatCode(() -> administrator.require(Permission.ADMINISTER)).doesNotThrowAnyException();
	}

}

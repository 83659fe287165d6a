package org.rapport.api;

import graphql.GraphQLError;
import graphql.execution.ResultPath;
import graphql.language.Field;
import graphql.schema.DataFetchingEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Answers;
import org.mockito.BDDMockito;
import org.mockito.Mockito;
import org.slf4j.MDC;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class ErrorsTests {

	@Test
	void namesTheRequestAsTheIncidentAndNothingAboutTheInside(CapturedOutput output) {
		GraphQLError error;
		try (MDC.MDCCloseable id = MDC.putCloseable(RequestId.KEY, "the-id-of-the-request")) {
			error = resolve();
		}
		assertThat(error.getMessage()).endsWith("report the incident the-id-of-the-request").doesNotContain("inside");
		assertThat(error.getExtensions()).containsEntry("code", "INTERNAL");
		assertThat(output.getAll()).contains("Incident the-id-of-the-request while reading /field", "inside");
	}

	@Test
	void givesAnIncidentAnIdOfItsOwnOutsideRequests() {
		assertThat(resolve().getMessage()).containsPattern("report the incident [0-9a-f-]{36}$");
	}

	private static GraphQLError resolve() {
		DataFetchingEnvironment field = Mockito.mock(DataFetchingEnvironment.class, Answers.RETURNS_DEEP_STUBS);
		BDDMockito.given(field.getField()).willReturn(Field.newField("field").build());
		BDDMockito.given(field.getExecutionStepInfo().getPath()).willReturn(ResultPath.parse("/field"));
		return new Errors().resolveToSingleError(new IllegalStateException("about the inside"), field);
	}

}

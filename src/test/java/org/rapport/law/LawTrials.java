package org.rapport.law;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;
import org.opentest4j.TestAbortedException;

/**
 * Marks a law that runs with several seeds. The only parameter of the method is the seed
 * of the trial.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "seed {0}")
@ArgumentsSource(LawTrials.Seeds.class)
@ExtendWith(LawTrials.Repeating.class)
@interface LawTrials {

	/** The number of trials in every build. */
	int value();

	/**
	 * Where a longer run asks for a number of trials, only one in so many is made: for a
	 * law that follows from another.
	 */
	int oneIn() default 1;

	/** Gives each trial its seed. */
	class Seeds implements ArgumentsProvider {

		@Override
		public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
			LawTrials law = context.getRequiredTestMethod().getAnnotation(LawTrials.class);
			return LawSeeds.first(Math.max(1, LawTries.times(law.value()) / law.oneIn())).mapToObj(Arguments::of);
		}

	}

	/** Says in each failure how to repeat the trial. */
	class Repeating implements InvocationInterceptor {

		@Override
		public void interceptTestTemplateMethod(Invocation<Void> trial, ReflectiveInvocationContext<Method> method,
				ExtensionContext context) throws Throwable {
			try {
				trial.proceed();
			}
			catch (TestAbortedException ex) {
				throw ex;
			}
			catch (Exception | AssertionError ex) {
				throw LawSeeds.failure((Long) method.getArguments().get(0), ex);
			}
		}

	}

}

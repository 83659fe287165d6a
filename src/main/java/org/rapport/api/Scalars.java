package org.rapport.api;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.function.Function;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.scalars.ExtendedScalars;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;
import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.BadDate;
import org.rapport.kernel.CleanLine;
import org.rapport.kernel.RapportException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** The date scalars: a day, a moment, and EDTF. */
@Configuration(proxyBeanMethods = false)
public class Scalars {

	@Bean
	RuntimeWiringConfigurer scalarWiring() {
		return (wiring) -> wiring.scalar(scalar("Date", LocalDate.class, Scalars::day))
			.scalar(UnreadInputs.keptBy(scalar("EDTF", ApproximateDate.class, ApproximateDate::parseSent), null))
			// The schema describes it, like the other scalars.
			.scalar(UnreadInputs.keptBy(ExtendedScalars.DateTime.transform((builder) -> builder.description(null)),
					"This is not a point in time; write one with its offset, such as 2024-01-16T09:30:00Z"));
	}

	/**
	 * Parses a day. The first and the last day that the graph can store are not allowed,
	 * because they stand for unbounded time.
	 * @throws BadDate if the text is not such a day
	 */
	static LocalDate day(String text) {
		try {
			LocalDate day = LocalDate.parse(CleanLine.of(text));
			if (day.isAfter(ApproximateDate.UNBOUNDED_PAST) && day.isBefore(ApproximateDate.UNBOUNDED_FUTURE)) {
				return day;
			}
		}
		catch (DateTimeException ex) {
			// The error below does not repeat the parser's message.
		}
		throw new BadDate(text, "write one day in the years 0001 to 9999, such as 2024-01-16");
	}

	private static <T> GraphQLScalarType scalar(String name, Class<T> type, Function<String, T> parse) {
		return GraphQLScalarType.newScalar().name(name).coercing(new Coercing<T, String>() {

			@Override
			public String serialize(Object result, GraphQLContext context, Locale locale) {
				return result.toString();
			}

			@Override
			public T parseValue(Object input, GraphQLContext context, Locale locale) {
				if (type.isInstance(input)) {
					return type.cast(input);
				}
				try {
					return parse.apply(text(input));
				}
				catch (RapportException ex) {
					CoercingParseValueException.Builder refused = CoercingParseValueException
						.newCoercingParseValueException();
					refused.message(ex.getMessage()).extensions(Errors.extensions(ex.code()));
					throw refused.build();
				}
			}

			@Override
			public T parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
				try {
					return parse.apply(text((input instanceof StringValue string) ? string.getValue() : input));
				}
				catch (RapportException ex) {
					CoercingParseLiteralException.Builder refused = CoercingParseLiteralException
						.newCoercingParseLiteralException();
					refused.message(ex.getMessage()).extensions(Errors.extensions(ex.code()));
					throw refused.build();
				}
			}

			@Override
			public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
				return StringValue.of(input.toString());
			}

		}).build();
	}

	private static String text(@Nullable Object input) {
		if (input instanceof String text) {
			return text;
		}
		throw new BadDate(String.valueOf(input), "write it as a string");
	}

}

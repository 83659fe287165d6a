package org.rapport.access;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.UserError;
import org.rapport.kernel.UserErrorCode;
import org.rapport.kernel.Visibility;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** The GraphQL fields that list, issue and revoke the tokens of machines. */
@Controller
class TokenController {

	private final MachineTokens tokens;

	TokenController(MachineTokens tokens) {
		this.tokens = tokens;
	}

	record RevokeTokenInput(String id) {
	}

	record IssueTokenPayload(@Nullable MachineToken token, @Nullable String secret, List<UserError> userErrors) {

		/** Hides the secret, because texts like this one end up in logs. */
		@Override
		public String toString() {
			return "IssueTokenPayload";
		}

	}

	record RevokeTokenPayload(@Nullable MachineToken token, List<UserError> userErrors) {
	}

	@QueryMapping
	List<MachineToken> tokens(@Argument boolean all, @ContextValue Viewer viewer) {
		return this.tokens.list(viewer, all);
	}

	@MutationMapping
	IssueTokenPayload issueToken(@Argument Map<String, @Nullable Object> input, @ContextValue Viewer viewer) {
		MachineTokens.Issued issued = this.tokens.issue(viewer, MachineTokens.Wish.of(input));
		TokenSecret secret = issued.secret();
		return new IssueTokenPayload(issued.token(), (secret != null) ? secret.text() : null, issued.userErrors());
	}

	@MutationMapping
	RevokeTokenPayload revokeToken(@Argument RevokeTokenInput input, @ContextValue Viewer viewer) {
		MachineToken revoked = this.tokens.revoke(viewer, input.id());
		return new RevokeTokenPayload(revoked, (revoked != null) ? List.of() : List.of(new UserError(List.of("id"),
				"There is no token with this id, or you may not see it", UserErrorCode.NOT_FOUND)));
	}

	@SchemaMapping
	Visibility clearance(MachineToken token) {
		return token.opens().upTo();
	}

	@SchemaMapping
	@Nullable List<String> circles(MachineToken token) {
		return token.opens().everyCircle() ? null : token.opens().circles().stream().sorted().toList();
	}

	@SchemaMapping
	List<Permission> permissions(MachineToken token) {
		return token.permissions().stream().sorted().toList();
	}

}

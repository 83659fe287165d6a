package org.rapport.endorsement;

import org.rapport.kernel.Content;
import org.rapport.kernel.Kind;
import org.rapport.kernel.UserErrorCode;
import org.rapport.recording.Proposal;
import org.rapport.recording.Rule;
import org.springframework.stereotype.Component;

/**
 * Keeps this rule: neither an endorsement nor its withdrawal lies in the future, because
 * both are acts that were done.
 */
@Component
class EndorsementsHappened implements Rule {

	@Override
	public void judge(Proposal proposal) {
		for (Content endorsement : proposal.said(Kind.ENDORSEMENT)) {
			refuseAhead(proposal, endorsement, "date", "An endorsement cannot be in the future");
			refuseAhead(proposal, endorsement, "withdrawn", "A withdrawal cannot be in the future");
		}
	}

	private static void refuseAhead(Proposal proposal, Content endorsement, String date, String message) {
		if (proposal.liesAhead(endorsement, date)) {
			proposal.refuse(proposal.place(endorsement.id(), date), UserErrorCode.IN_THE_FUTURE, message);
		}
	}

}

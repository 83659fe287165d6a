package org.rapport.endorsement;

import java.time.Clock;
import java.time.LocalDate;

import org.rapport.kernel.Content;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Today;
import org.rapport.kernel.UserErrorCode;
import org.rapport.recording.Draft;
import org.rapport.recording.Rule;
import org.springframework.stereotype.Component;

/**
 * Keeps this rule: neither an endorsement nor its withdrawal lies in the future, because
 * both are acts that were done.
 */
@Component
class EndorsementsHappened implements Rule {

	private final Clock clock = Clock.systemUTC();

	@Override
	public void judge(Draft draft) {
		for (Content endorsement : draft.said(Kind.ENDORSEMENT)) {
			refuseAhead(draft, endorsement, "date", "An endorsement cannot be in the future");
			refuseAhead(draft, endorsement, "withdrawn", "A withdrawal cannot be in the future");
		}
	}

	private void refuseAhead(Draft draft, Content endorsement, String date, String message) {
		if (endorsement.properties().containsKey(date)
				&& endorsement.properties().get(date + "Earliest") instanceof LocalDate earliest
				&& Today.isAfter(earliest, this.clock)) {
			draft.refuse(draft.place(endorsement.id(), date), UserErrorCode.IN_THE_FUTURE, message);
		}
	}

}

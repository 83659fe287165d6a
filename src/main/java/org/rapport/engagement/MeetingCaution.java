package org.rapport.engagement;

import java.time.Clock;
import java.util.List;

import org.rapport.kernel.Element;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Today;
import org.rapport.provenance.Statuses;
import org.rapport.recording.Caution;
import org.rapport.recording.Warning;
import org.springframework.stereotype.Component;

/**
 * Warns about a meeting that lies in the future and has no status. Without a status
 * Rapport counts the meeting as held.
 */
@Component
class MeetingCaution implements Caution {

	private final Statuses statuses;

	private final Clock clock = Clock.systemUTC();

	MeetingCaution(Statuses statuses) {
		this.statuses = statuses;
	}

	@Override
	public List<Warning> about(Element element, Lens lens) {
		if (element instanceof Meeting meeting && meeting.date() != null
				&& Today.isAfter(meeting.date().earliest(), this.clock) && !this.statuses.has(lens, meeting)) {
			return List.of(new Warning("The meeting is in the future and has no status; record the status PLANNED",
					Warning.Code.NOT_YET_HELD));
		}
		return List.of();
	}

}

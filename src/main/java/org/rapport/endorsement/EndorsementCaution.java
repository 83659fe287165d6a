package org.rapport.endorsement;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.rapport.directory.Person;
import org.rapport.directory.Role;
import org.rapport.directory.Roles;
import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Element;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Words;
import org.rapport.provenance.Document;
import org.rapport.recording.Caution;
import org.rapport.recording.Warning;
import org.springframework.stereotype.Component;

/**
 * Warns about an endorsement whose capacity matches no known role of the person, or whose
 * date is before the date of the text.
 */
@Component
class EndorsementCaution implements Caution {

	private final Roles roles;

	EndorsementCaution(Roles roles) {
		this.roles = roles;
	}

	@Override
	public List<Warning> about(Element element, Lens lens) {
		List<Warning> warnings = new ArrayList<>();
		if (element instanceof Endorsement endorsement) {
			if (endorsement.endorser() instanceof Person person && endorsement.capacity() != null
					&& !isKnown(endorsement.capacity(), person, endorsement.date(), lens)) {
				warnings.add(new Warning("No recorded role of %s on that day matches \"%s\"".formatted(person.name(),
						endorsement.capacity()), Warning.Code.CAPACITY_NOT_KNOWN));
			}
			if (endorsement.endorsed() instanceof Document text && text.date() != null && endorsement.date() != null
					&& endorsement.date().latest().isBefore(text.date().earliest())) {
				warnings.add(new Warning("The endorsement is dated %s, before the text (%s)"
					.formatted(endorsement.date().text(), text.date().text()), Warning.Code.ENDORSED_BEFORE_TEXT));
			}
		}
		return warnings;
	}

	/**
	 * Whether the capacity matches a role that the person can have held on that day. It
	 * matches if the title and place of the role together have all its words. It also
	 * matches if it has all words of the title, or all words of the place.
	 */
	private boolean isKnown(String capacity, Person person, @Nullable ApproximateDate day, Lens lens) {
		List<String> stated = Words.of(capacity).unified();
		for (Role role : this.roles.of(lens, person)) {
			if (!held(role, day)) {
				continue;
			}
			List<String> title = (role.title() != null) ? Words.of(role.title()).unified() : List.of();
			List<String> place = Words.of(role.heldIn().name()).unified();
			List<String> whole = new ArrayList<>(title);
			whole.addAll(place);
			if (whole.containsAll(stated) || (!title.isEmpty() && stated.containsAll(title))
					|| stated.containsAll(place)) {
				return true;
			}
		}
		return false;
	}

	private static boolean held(Role role, @Nullable ApproximateDate day) {
		return day == null || day.mayBeWithin(
				(role.startDate() != null) ? role.startDate().earliest() : ApproximateDate.UNBOUNDED_PAST,
				(role.endDate() != null) ? role.endDate().latest() : ApproximateDate.UNBOUNDED_FUTURE);
	}

}

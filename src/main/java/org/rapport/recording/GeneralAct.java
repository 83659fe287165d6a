package org.rapport.recording;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Kind;

/**
 * The acts that add or update one record or fact by the general rules. An act with rules
 * of its own has a method in the controller of its feature.
 *
 * @param kind the kind of the element
 * @param add the mutation that adds one; null if adding has rules of its own
 * @param update the mutation that updates one
 * @param field the field of the payloads that has the element
 */
record GeneralAct(Kind kind, @Nullable String add, String update, String field) {

	/** All of them. */
	static final List<GeneralAct> ALL = List.of(both(Kind.PERSON, "Person", "person"),
			both(Kind.ORGANISATION, "Organisation", "organisation"), both(Kind.GOVERNMENT, "Government", "government"),
			both(Kind.POST, "Post", "post"), both(Kind.TOPIC, "Topic", "topic"), both(Kind.PLACE, "Place", "place"),
			both(Kind.ROLE, "Role", "role"), both(Kind.MEMBERSHIP, "Membership", "membership"),
			recorded(Kind.SUCCESSION, "Succession", "succession"), both(Kind.NAME, "Name", "name"),
			both(Kind.IDENTIFICATION, "Identifier", "identification"),
			new GeneralAct(Kind.MEETING, null, "updateMeeting", "meeting"),
			both(Kind.PARTICIPATION, "Participation", "participation"),
			both(Kind.INVOLVEMENT, "Involvement", "involvement"),
			new GeneralAct(Kind.INITIATIVE, null, "updateInitiative", "initiative"),
			both(Kind.MILESTONE, "Milestone", "milestone"), recorded(Kind.ENDORSEMENT, "Endorsement", "endorsement"),
			recorded(Kind.ASK, "Ask", "ask"), recorded(Kind.DERIVATION, "Derivation", "derivation"),
			new GeneralAct(Kind.DOCUMENT, null, "updateDocument", "document"), both(Kind.CLAIM, "Claim", "claim"),
			recorded(Kind.STATUS_CHANGE, "Status", "statusChange"),
			new GeneralAct(Kind.CITATION, null, "updateCitation", "citation"));

	private static GeneralAct both(Kind kind, String name, String field) {
		return new GeneralAct(kind, "add" + name, "update" + name, field);
	}

	/** For what happened at a time: it is recorded, not added. */
	private static GeneralAct recorded(Kind kind, String name, String field) {
		return new GeneralAct(kind, "record" + name, "update" + name, field);
	}

}

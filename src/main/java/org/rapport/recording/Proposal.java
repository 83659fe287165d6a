package org.rapport.recording;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Content;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Today;
import org.rapport.kernel.UserErrorCode;
import org.rapport.store.Stored;

/**
 * Changes that will be written together if no rule refuses them: those of an act
 * ({@link Draft}) or of an import. Elements with errors are in it without the fields that
 * have them.
 */
public interface Proposal {

	/** What the author of the changes may see. Rules must not tell of anything else. */
	Lens lens();

	/** Decides what lies in the future. */
	Clock clock();

	/**
	 * The changes, at most one of each element. An import may have millions, and then
	 * makes each whenever somebody asks for it: a rule that is about some kinds only, or
	 * about what is recorded already, asks for these.
	 */
	List<Change> changes();

	/** The changes of elements of some kinds. */
	default List<Change> changes(Predicate<Kind> kinds) {
		return changes().stream().filter((change) -> kinds.test(change.after().kind())).toList();
	}

	/** The changes of elements that are recorded already. */
	default List<Change> changesOfRecorded() {
		return changes().stream().filter((change) -> change.before() != null).toList();
	}

	/** Whether an element is new. */
	default boolean adds(String id) {
		Change change = change(id);
		return change != null && change.before() == null;
	}

	/** The change of an element, or null if it does not change. */
	@Nullable Change change(String id);

	/**
	 * The place in the input or file of an element that is added or changed, followed by
	 * these fields.
	 */
	List<String> place(String id, String... fields);

	/**
	 * These elements as they are stored before the changes, by id. Unknown ids are left
	 * out. They are read past the lens: use them to decide what is written, and reveal
	 * nothing about them.
	 */
	Map<String, Stored> stored(Collection<String> ids);

	/**
	 * Whether the changes take an element out of every answer: retracted, merged away or
	 * erased.
	 */
	boolean takesAway(String id);

	/** The ids of the elements that the changes remove for good. */
	Set<String> erased();

	/**
	 * Adds an element that follows from the changes. The author did not state it, so
	 * their clearance is not checked.
	 * @param place where errors about it point to
	 */
	void follow(Content added, List<String> place);

	/** Retracts an element that cannot stand after the changes. */
	void retract(Stored before);

	/** Whether the author says that a record never had the name that it loses. */
	boolean isCorrection(String id);

	/**
	 * The id that the former name of a record is to get, because the author gives
	 * citations for it. Null if the author gives none.
	 */
	@Nullable String formerName(String id);

	/**
	 * Adds the error that nothing supports the former name of a record.
	 * @param former the former name
	 */
	void refuseUncitedName(String id, String former);

	/** Adds an error. Changes with errors are not written. */
	void refuse(List<String> place, UserErrorCode code, String message);

	/**
	 * Whether a date of an element cannot have begun yet. False if the element does not
	 * have the date.
	 * @param date the name of the date, for example {@code withdrawn}
	 */
	default boolean liesAhead(Content content, String date) {
		return content.properties().containsKey(date)
				&& content.properties().get(date + "Earliest") instanceof LocalDate earliest
				&& Today.isAfter(earliest, clock());
	}

	/** The new content of the elements of this kind that are added or changed. */
	default List<Content> said(Kind kind) {
		return changes((one) -> one == kind).stream()
			.filter((change) -> change.kind() != ChangeKind.RETRACTED)
			.map(Change::after)
			.toList();
	}

}

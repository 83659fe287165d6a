package org.rapport.recording;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Content;
import org.rapport.store.Stored;

/**
 * What became of an element in one act.
 *
 * @param kind what was done
 * @param before how it stood, or null if it was not there
 * @param after what it says from now on; what it said if it was retracted
 * @param with the ids of what the change is about besides the element: who must not see
 * one of them must not see the change
 */
public record Change(ChangeKind kind, @Nullable Stored before, Content after, Set<String> with) {

	public Change {
		with = Set.copyOf(with);
	}

	public Change(ChangeKind kind, @Nullable Stored before, Content after) {
		this(kind, before, after, Set.of());
	}

	String id() {
		return this.after.id();
	}

	long version() {
		return (this.before != null) ? this.before.version() + 1 : 1;
	}

}

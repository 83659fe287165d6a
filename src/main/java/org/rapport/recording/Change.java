package org.rapport.recording;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Content;
import org.rapport.store.Stored;

/**
 * The change of one element in one act.
 *
 * @param kind what was done
 * @param before the element before, or null if it is new
 * @param after the element after; if it was retracted, its last content
 * @param with ids that the change also concerns; a viewer who must not see one of them
 * must not see the change
 */
public record Change(ChangeKind kind, @Nullable Stored before, Content after, Set<String> with) {

	public Change {
		with = Set.copyOf(with);
	}

	public Change(ChangeKind kind, @Nullable Stored before, Content after) {
		this(kind, before, after, Set.of());
	}

	/** The id of the element. */
	public String id() {
		return this.after.id();
	}

	/**
	 * The slug that the element gets by this change; null if it gets none, or keeps its
	 * own.
	 */
	@Nullable String newSlug() {
		String slug = slug(this.after);
		return (slug != null && !slug.equals(slugBefore())) ? slug : null;
	}

	/**
	 * The slug that the element loses by this change; null if it had none, or keeps it.
	 */
	@Nullable String formerSlug() {
		String slug = slugBefore();
		return (slug != null && !slug.equals(slug(this.after))) ? slug : null;
	}

	/**
	 * The name that an actor loses by this change. Null if it keeps its name, or is no
	 * actor. A version that is restored takes a name back, and loses none.
	 */
	public @Nullable String formerName() {
		if (this.kind != ChangeKind.CHANGED || this.before == null || this.before.retracted()
				|| !this.after.kind().isActor()) {
			return null;
		}
		Object former = this.before.content().properties().get("name");
		Object now = this.after.properties().get("name");
		return (former instanceof String name && now != null && !former.equals(now)) ? name : null;
	}

	/**
	 * The name that an actor gets by this change in place of another one, also by a
	 * version that is restored. Null if it gets none.
	 */
	public @Nullable String newName() {
		if (this.before == null || !this.after.kind().isActor()
				|| (this.kind != ChangeKind.CHANGED && this.kind != ChangeKind.RESTORED)) {
			return null;
		}
		Object former = this.before.content().properties().get("name");
		Object now = this.after.properties().get("name");
		return (now instanceof String name && !now.equals(former)) ? name : null;
	}

	private @Nullable String slugBefore() {
		return (this.before != null) ? slug(this.before.content()) : null;
	}

	private static @Nullable String slug(Content content) {
		return (content.properties().get("slug") instanceof String slug) ? slug : null;
	}

	long version() {
		return (this.before != null) ? this.before.version() + 1 : 1;
	}

}

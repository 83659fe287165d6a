package org.rapport.api;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Parent;
import org.rapport.kernel.RapportException;

/** The pages that an operation has read before the fields that ask for them. */
final class ReadAhead {

	/** By list and page, and then by parent. */
	private final Map<PageKey<?>, Map<Parent, Connection<?>>> pages = new ConcurrentHashMap<>();

	/** Why the database could not be read; null if it could. */
	private volatile @Nullable RapportException failure;

	/** The pages of an operation. */
	static ReadAhead of(GraphQLContext operation) {
		return operation.computeIfAbsent(ReadAhead.class, (key) -> new ReadAhead());
	}

	void putAll(Map<PageKey<?>, Connection<?>> read) {
		read.forEach((key, page) -> this.pages
			.computeIfAbsent(key.withParent(Parent.ROOT), (list) -> new ConcurrentHashMap<>())
			.put(key.parent(), page));
	}

	/** Notes that the database could not be read. */
	void failed(RapportException why) {
		this.failure = why;
	}

	/**
	 * Checks that the database could be read so far: a root field does not ask once more
	 * what has just failed.
	 * @throws RapportException if it could not
	 */
	void requireRead() {
		RapportException why = this.failure;
		if (why != null) {
			throw why;
		}
	}

	/** The page that was read for a key; null if none was. */
	@Nullable Connection<?> get(PageKey<?> key) {
		return pages(key.withParent(Parent.ROOT)).get(key.parent());
	}

	/**
	 * The pages that were read of a list, by parent.
	 * @param list a key with the parent {@link Parent#ROOT}
	 */
	Map<Parent, Connection<?>> pages(PageKey<?> list) {
		return this.pages.getOrDefault(list, Map.of());
	}

}

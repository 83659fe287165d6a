package org.rapport.api;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Parent;
import org.rapport.kernel.RapportException;
import org.rapport.kernel.ReadingPlan;

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

	/** Keeps the pages of a list of a tree. */
	<T> void put(ReadingPlan.ReadList<T> list) {
		ReadingPlan<T> plan = list.plan();
		put(new PageKey<>(plan.list(), Parent.ROOT, plan.page(), plan.filter(), plan.counted()), list.pages());
	}

	/**
	 * Keeps the pages of a list, by parent.
	 * @param list a key with the parent {@link Parent#ROOT}
	 */
	<T> void put(PageKey<T> list, Map<Parent, ReadingPlan.ReadPage<T>> read) {
		Map<Parent, Connection<?>> own = this.pages.computeIfAbsent(list, (unknown) -> new ConcurrentHashMap<>());
		read.forEach((parent, page) -> own.put(parent, connection(list, page)));
	}

	private static <T> Connection<T> connection(PageKey<T> key, ReadingPlan.ReadPage<T> page) {
		return Connection.of(page.slice(), key.counted() ? page.total() : Connection.NOT_ASKED,
				(position) -> PageArguments.cursor(key.listing(), key.page(), position));
	}

	/** Keeps the pages that another has. */
	void putAll(ReadAhead other) {
		other.pages.forEach((list, pages) -> this.pages.computeIfAbsent(list, (unknown) -> new ConcurrentHashMap<>())
			.putAll(pages));
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

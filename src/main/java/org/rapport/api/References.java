package org.rapport.api;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import graphql.GraphQLContext;
import graphql.language.OperationDefinition.Operation;
import graphql.schema.DataFetchingEnvironment;

import org.rapport.kernel.Element;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Listing;
import org.rapport.kernel.NodeLookup;
import org.rapport.kernel.Reference;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Finds the records that the arguments of an operation name. Each is looked up once, even
 * if many fields under many parents name it.
 */
@Component
public class References {

	/** Stands for an act where there is none. */
	private static final String QUERY = "";

	private final NodeLookup lookup;

	References(NodeLookup lookup) {
		this.lookup = lookup;
	}

	/**
	 * The look-up that all fields of an operation share. Until the operation ends, it
	 * remembers which records it found and which it did not.
	 */
	public NodeLookup of(DataFetchingEnvironment field) {
		return shared(field, NodeLookup.class, () -> new Remembering(this.lookup));
	}

	/** The look-up that all fields of a query share. */
	NodeLookup of(GraphQLContext query) {
		return shared(query, new Scope(QUERY, NodeLookup.class), () -> new Remembering(this.lookup));
	}

	/**
	 * A value that all fields of an operation share; in a mutation, those of one act. It
	 * is computed for the first field that needs it.
	 * @param key what the value depends on; equal keys share one value
	 */
	public <V> V shared(DataFetchingEnvironment field, Object key, Supplier<V> value) {
		// The acts of one operation run one after the other. Each may change what a later
		// answer shows, and which record a reference there names.
		Object act = (field.getOperationDefinition().getOperation() == Operation.MUTATION)
				? field.getExecutionStepInfo().getPath().toList().get(0) : QUERY;
		return shared(field.getGraphQlContext(), new Scope(act, key), value);
	}

	/**
	 * A value that is computed for the first who needs it. It may need others of the same
	 * context, which must not be changed while something is added to it.
	 */
	static <V> V shared(GraphQLContext context, Object key, Supplier<V> value) {
		SingletonSupplier<V> first = context.computeIfAbsent(key, (unknown) -> SingletonSupplier.of(value));
		return first.obtain();
	}

	/** The fields of an operation that share a value. */
	private record Scope(Object act, Object key) {
	}

	private record Named(Lens lens, Reference reference, Set<Kind> kinds) {
	}

	/** A look-up that remembers results and asks another one for the rest. */
	static final class Remembering implements NodeLookup {

		private final NodeLookup other;

		private final Map<Named, Optional<Element>> known = new HashMap<>();

		/** Fields that are answered at the same time wait for the same look-up. */
		private final Lock lock = new ReentrantLock();

		Remembering(NodeLookup other) {
			this.other = other;
		}

		@Override
		public Map<String, Element> byId(Lens lens, Collection<String> ids) {
			return this.other.byId(lens, ids);
		}

		@Override
		public Listing<Element> named(boolean bySlug) {
			return this.other.named(bySlug);
		}

		@Override
		public Map<Reference, Element> find(Lens lens, Collection<Reference> references, Set<Kind> kinds) {
			Set<Kind> among = Set.copyOf(kinds);
			this.lock.lock();
			try {
				List<Reference> unknown = references.stream()
					.filter((reference) -> !this.known.containsKey(new Named(lens, reference, among)))
					.distinct()
					.toList();
				if (!unknown.isEmpty()) {
					Map<Reference, Element> found = this.other.find(lens, unknown, kinds);
					unknown.forEach((reference) -> this.known.put(new Named(lens, reference, among),
							Optional.ofNullable(found.get(reference))));
				}
				Map<Reference, Element> all = new LinkedHashMap<>();
				for (Reference reference : references) {
					Optional.ofNullable(this.known.get(new Named(lens, reference, among)))
						.flatMap((element) -> element)
						.ifPresent((element) -> all.put(reference, element));
				}
				return all;
			}
			finally {
				this.lock.unlock();
			}
		}

	}

}

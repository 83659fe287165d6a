package org.rapport.network;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Lens;
import org.rapport.network.MemberLinks.LinkQuestion;
import org.rapport.network.NetworkGraph.Needed;

/**
 * What the fields of one operation need to know to answer one question about links. It is
 * read when it is needed: for some members only what these share, for the whole network
 * everything.
 */
final class TiesAsked {

	private final NetworkGraph graph;

	private final Lens lens;

	private final LinkQuestion question;

	private final Needed needed;

	private @Nullable SharedThings whole;

	private final Map<String, SharedThings> byMember = new HashMap<>();

	/** Fields that are answered at the same time wait for the same reading. */
	private final Lock lock = new ReentrantLock();

	TiesAsked(NetworkGraph graph, Lens lens, LinkQuestion question, Needed needed) {
		this.graph = graph;
		this.lens = lens;
		this.question = question;
		this.needed = needed;
	}

	LinkQuestion question() {
		return this.question;
	}

	/** What all members share. */
	SharedThings ofNetwork() {
		this.lock.lock();
		try {
			if (this.whole == null) {
				this.whole = shared(this.graph.ties(this.lens, this.question, this.needed));
			}
			return this.whole;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Tells what ties one member, and those who share it, to what this member may share.
	 */
	void know(String member, Collection<MemberTies> ties) {
		this.lock.lock();
		try {
			this.byMember.computeIfAbsent(member, (unknown) -> shared(ties));
		}
		finally {
			this.lock.unlock();
		}
	}

	/** What some members share with others, by their ids. */
	Map<String, SharedThings> ofMembers(Collection<String> ids) {
		this.lock.lock();
		try {
			List<String> unknown = ids.stream().filter((id) -> !this.byMember.containsKey(id)).distinct().toList();
			if (!unknown.isEmpty()) {
				SharedThings together = (this.whole != null) ? this.whole
						: shared(this.graph.ties(this.lens, this.question, this.needed, unknown));
				unknown.forEach((id) -> this.byMember.put(id, together));
			}
			Map<String, SharedThings> found = new HashMap<>();
			ids.forEach((id) -> found.put(id, Objects.requireNonNull(this.byMember.get(id))));
			return found;
		}
		finally {
			this.lock.unlock();
		}
	}

	private SharedThings shared(Collection<MemberTies> ties) {
		return new SharedThings(ties, this.question.minimumStrength(), this.question.maxSharedSize());
	}

}

package org.rapport.store;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.neo4j.driver.Bookmark;

import org.rapport.kernel.Bookmarks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.data.neo4j.core.transaction.Neo4jBookmarkManager;
import org.springframework.data.neo4j.core.transaction.Neo4jBookmarksUpdatedEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Gives each transaction the bookmarks of its operation, and tells the operation the
 * bookmark of each commit. Nothing stays in the memory of the process: Spring's manager
 * would chain all transactions of a process, and after an older state of the database was
 * restored, none of them could begin any more. The chain is not needed, because every
 * transaction that writes runs on the server that has all earlier ones.
 */
@Component
class OperationBookmarks {

	private final Neo4jBookmarkManager manager;

	OperationBookmarks(Neo4jBookmarkManager manager) {
		this.manager = manager;
	}

	@EventListener
	void committed(Neo4jBookmarksUpdatedEvent event) {
		Set<Bookmark> last = event.getBookmarks();
		if (last.isEmpty()) {
			return;
		}
		// Makes the manager forget them, and publish this event again without any.
		this.manager.updateBookmarks(last, List.of());
		// The event also comes after a statement outside of transactions, which only
		// reads.
		if (TransactionSynchronizationManager.isActualTransactionActive()) {
			Bookmarks.wrote(last.stream().map(Bookmark::value).toList());
		}
	}

	/** Makes Spring's manager of bookmarks, with those of the operation of the thread. */
	@Configuration(proxyBeanMethods = false)
	static class Manager {

		@Bean
		Neo4jBookmarkManager bookmarkManager() {
			return Neo4jBookmarkManager.create(Manager::toSee);
		}

		static Set<Bookmark> toSee() {
			return Bookmarks.toSee().stream().map(Bookmark::from).collect(Collectors.toSet());
		}

	}

}

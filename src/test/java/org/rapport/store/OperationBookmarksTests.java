package org.rapport.store;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Bookmark;

import org.rapport.kernel.Bookmarks;
import org.springframework.data.neo4j.core.transaction.Neo4jBookmarkManager;
import org.springframework.data.neo4j.core.transaction.Neo4jBookmarksUpdatedEvent;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;

class OperationBookmarksTests {

	private final Neo4jBookmarkManager manager = new OperationBookmarks.Manager().bookmarkManager();

	OperationBookmarksTests() {
		OperationBookmarks bookmarks = new OperationBookmarks(this.manager);
		this.manager.setApplicationEventPublisher((event) -> bookmarks.committed((Neo4jBookmarksUpdatedEvent) event));
	}

	@AfterEach
	void end() {
		Bookmarks.clear();
		TransactionSynchronizationManager.setActualTransactionActive(false);
	}

	@Test
	void beginsWithTheBookmarksOfTheOperation() {
		Bookmarks.set(Bookmarks.awaiting(Set.of("named")));
		assertThat(this.manager.getBookmarks()).containsExactly(Bookmark.from("named"));
		commit("after");
		assertThat(this.manager.getBookmarks()).containsExactlyInAnyOrder(Bookmark.from("named"),
				Bookmark.from("after"));
	}

	@Test
	void keepsNothingInTheMemoryOfTheProcess() {
		commit("outside");
		assertThat(this.manager.getBookmarks()).isEmpty();
		Bookmarks.set(Bookmarks.awaiting(Set.of()));
		commit("earlier");
		Bookmarks.set(Bookmarks.awaiting(Set.of()));
		assertThat(this.manager.getBookmarks()).isEmpty();
	}

	@Test
	void remembersTheLastCommitOnly() {
		Bookmarks operation = Bookmarks.awaiting(Set.of());
		Bookmarks.set(operation);
		commit("first");
		commit("second");
		assertThat(operation.written()).containsExactly("second");
	}

	@Test
	void takesNoStatementOutsideOfTransactionsForAWrite() {
		Bookmarks operation = Bookmarks.awaiting(Set.of());
		Bookmarks.set(operation);
		this.manager.updateBookmarks(List.of(), List.of(Bookmark.from("read")));
		assertThat(operation.written()).isEmpty();
	}

	private void commit(String bookmark) {
		TransactionSynchronizationManager.setActualTransactionActive(true);
		this.manager.updateBookmarks(List.of(), List.of(Bookmark.from(bookmark)));
		TransactionSynchronizationManager.setActualTransactionActive(false);
	}

}

package org.rapport.kernel;

import java.time.OffsetDateTime;

import org.jspecify.annotations.Nullable;

/** A record or a fact of any kind. */
public interface Element {

	Entry entry();

	default String id() {
		return entry().id();
	}

	default Visibility visibility() {
		return entry().visibility();
	}

	default @Nullable String circle() {
		return entry().circle();
	}

	default OffsetDateTime recordedAt() {
		return entry().recordedAt();
	}

	default long version() {
		return entry().version();
	}

}

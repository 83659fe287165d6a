package org.rapport.provenance;

import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

import org.rapport.api.Connection;
import org.rapport.api.Filters;
import org.rapport.api.NodeRefInput;
import org.rapport.api.Pages;
import org.rapport.api.References;
import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Element;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Paragraph;
import org.rapport.kernel.Parent;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** The queries and fields for documents, citations, claims and statuses. */
@Controller
class ProvenanceController {

	private final ProvenanceGraph graph;

	private final Pages pages;

	private final References references;

	ProvenanceController(ProvenanceGraph graph, Pages pages, References references) {
		this.graph = graph;
		this.pages = pages;
		this.references = references;
	}

	@QueryMapping
	@Nullable Element document(@Argument NodeRefInput by, DataFetchingEnvironment field, @ContextValue Lens lens) {
		return this.references.of(field).find(lens, by.reference(), EnumSet.of(Kind.DOCUMENT)).orElse(null);
	}

	/** The input {@code DocumentFilter} of the API. */
	record DocumentFilter(@Nullable String kind, @Nullable String language, @Nullable ApproximateDate during,
			@Nullable NodeRefInput about) {
	}

	@QueryMapping
	CompletableFuture<Connection<Document>> documents(@Argument @Nullable DocumentFilter filter,
			DataFetchingEnvironment field, @ContextValue Lens lens) {
		Filters filters = new Filters();
		if (filter != null) {
			filters.with("kind", filter.kind())
				.with("language", filter.language())
				.during(filter.during())
				.record("about", filter.about(), this.references.of(field), lens);
		}
		return this.pages.page(field, this.graph.documents(), Parent.ROOT, filters.given());
	}

	@SchemaMapping(typeName = "Topic", field = "documents")
	CompletableFuture<Connection<Document>> documentsAbout(Element topic, DataFetchingEnvironment field) {
		return this.pages.page(field, this.graph.documentsAbout(), topic);
	}

	/** The input {@code ClaimFilter} of the API. */
	record ClaimFilter(@Nullable NodeRefInput about, @Nullable String measure) {
	}

	@QueryMapping
	CompletableFuture<Connection<Claim>> claims(@Argument @Nullable ClaimFilter filter, DataFetchingEnvironment field,
			@ContextValue Lens lens) {
		Filters filters = new Filters();
		if (filter != null) {
			filters.record("about", filter.about(), this.references.of(field), lens).with("measure", filter.measure());
		}
		return this.pages.page(field, this.graph.allClaims(), Parent.ROOT, filters.given());
	}

	@SchemaMapping(typeName = "Subject", field = "citations")
	CompletableFuture<List<Citation>> citationsOfRecord(Element record, DataFetchingEnvironment field) {
		return this.pages.all(field, this.graph.citationsOfRecord(), record);
	}

	@SchemaMapping(typeName = "Fact", field = "citations")
	CompletableFuture<List<Citation>> citationsOfFact(Element fact, DataFetchingEnvironment field) {
		return this.pages.all(field, this.graph.citationsOfFact(), fact);
	}

	@SchemaMapping(typeName = "Fact")
	CompletableFuture<String> basis(Element fact, DataFetchingEnvironment field) {
		return citationsOfFact(fact, field).thenApply(Citation::basisOf);
	}

	@SchemaMapping(typeName = "Document")
	CompletableFuture<Connection<Citation>> supports(Document document, DataFetchingEnvironment field) {
		return this.pages.page(field, this.graph.citationsFrom(), document);
	}

	@SchemaMapping(typeName = "Document")
	CompletableFuture<List<Paragraph>> paragraphs(Document document, DataFetchingEnvironment field) {
		return this.pages.all(field, this.graph.paragraphs(), document);
	}

	@SchemaMapping(typeName = "Citation")
	CompletableFuture<@Nullable Paragraph> passage(Citation citation, DataFetchingEnvironment field) {
		return this.pages.all(field, this.graph.passages(), citation)
			.thenApply((found) -> found.isEmpty() ? null : found.get(0));
	}

	@SchemaMapping(typeName = "Citation", field = "supports")
	CompletableFuture<@Nullable Element> supported(Citation citation, DataFetchingEnvironment field) {
		return this.pages.element(field, citation.supportedId());
	}

	@SchemaMapping(typeName = "StatusChange")
	CompletableFuture<@Nullable Element> element(StatusChange change, DataFetchingEnvironment field) {
		return this.pages.element(field, change.elementId());
	}

	@SchemaMapping(typeName = "Subject", field = "claims")
	CompletableFuture<List<Claim>> claimsAbout(Element record, DataFetchingEnvironment field) {
		return this.pages.all(field, this.graph.claims(), record);
	}

	@SchemaMapping(typeName = "Tracked")
	CompletableFuture<List<StatusChange>> statusChanges(Element record, DataFetchingEnvironment field) {
		return this.pages.all(field, this.graph.statusesOfRecord(), record);
	}

	@SchemaMapping(typeName = "Tracked")
	CompletableFuture<@Nullable String> status(Element record, DataFetchingEnvironment field) {
		return statusChanges(record, field).thenApply(ProvenanceController::latest);
	}

	@SchemaMapping(typeName = "Endorsement", field = "statusChanges")
	CompletableFuture<List<StatusChange>> statusChangesOfEndorsement(Element fact, DataFetchingEnvironment field) {
		return this.pages.all(field, this.graph.statusesOfFact(), fact);
	}

	@SchemaMapping(typeName = "Endorsement")
	CompletableFuture<@Nullable String> fulfilment(Element fact, DataFetchingEnvironment field) {
		return statusChangesOfEndorsement(fact, field).thenApply(ProvenanceController::latest);
	}

	@SchemaMapping(typeName = "Document", field = "about")
	CompletableFuture<List<Element>> documentAbout(Element record, DataFetchingEnvironment field) {
		return this.pages.all(field, this.graph.about(), record);
	}

	@SchemaMapping(typeName = "Meeting", field = "about")
	CompletableFuture<List<Element>> meetingAbout(Element record, DataFetchingEnvironment field) {
		return this.pages.all(field, this.graph.about(), record);
	}

	@SchemaMapping(typeName = "Initiative", field = "about")
	CompletableFuture<List<Element>> initiativeAbout(Element record, DataFetchingEnvironment field) {
		return this.pages.all(field, this.graph.about(), record);
	}

	@SchemaMapping(typeName = "Meeting", field = "documents")
	CompletableFuture<List<Document>> documentsPresentedAt(Element meeting, DataFetchingEnvironment field) {
		return this.pages.all(field, this.graph.documentsPresentedAt(), meeting);
	}

	private static @Nullable String latest(List<StatusChange> changes) {
		return changes.isEmpty() ? null : changes.get(changes.size() - 1).status();
	}

}

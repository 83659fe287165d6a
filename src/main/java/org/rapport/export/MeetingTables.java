package org.rapport.export;

import java.util.List;

import org.rapport.api.RootList;
import org.rapport.directory.DirectoryGraph;
import org.rapport.engagement.Involvement;
import org.rapport.engagement.Meeting;
import org.rapport.engagement.MeetingGraph;
import org.rapport.engagement.MeetingLists;
import org.rapport.engagement.Participation;
import org.rapport.export.Table.Grouping;
import org.rapport.provenance.ProvenanceGraph;
import org.rapport.provenance.StatusChange;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The tables of meetings, of who took part in them, and of who was involved. */
@Component
@Order(1)
class MeetingTables implements TableGroup {

	private final MeetingLists lists;

	private final MeetingGraph graph;

	private final DirectoryGraph directory;

	private final ProvenanceGraph provenance;

	MeetingTables(MeetingLists lists, MeetingGraph graph, DirectoryGraph directory, ProvenanceGraph provenance) {
		this.lists = lists;
		this.graph = graph;
		this.directory = directory;
		this.provenance = provenance;
	}

	@Override
	public List<Table<?>> tables() {
		return List.of(meetings(), participations(), involvements());
	}

	private Table<Meeting> meetings() {
		Columns<Meeting> columns = new Columns<Meeting>().id()
			.text("slug", "A readable name for addresses.", Meeting::slug)
			.text("title", "The title.", Meeting::title)
			.text("kind", "The form of the meeting.", Meeting::kind)
			.date("date", "", "When it was", Meeting::date)
			.list("status", "Its latest status.", this.provenance.statusesOfRecord(), (row) -> row,
					StatusChange::latest)
			.records("place", "Where it was", this.directory.places(), (row) -> row)
			.text("multiplicity", "ONE, or SEVERAL if the row stands for several meetings.", Meeting::multiplicity)
			.text("attendance_mode", "IN_PERSON, ONLINE or MIXED. Empty if the source does not say.",
					Meeting::attendanceMode)
			.records("part_of", "The larger meeting that it is a session of", this.graph.whole(), (row) -> row)
			.records("about", "What it was about", this.provenance.about(), (row) -> row)
			.text("description", "One sentence about it.", Meeting::description)
			.visibility()
			.sources(this.provenance.citationsOfRecord());
		return DirectoryTables.root("A meeting.", this.lists.meetings(), columns.all());
	}

	private Table<Participation> participations() {
		RootList<Meeting> meetings = this.lists.meetings();
		Columns<Participation> columns = new Columns<Participation>().id()
			.text("meeting_id", "The meeting: the id.", (row) -> row.meeting().id())
			.text("meeting_slug", "The meeting: the slug.", (row) -> row.meeting().slug())
			.text("meeting_title", "The meeting: the title.", (row) -> row.meeting().title())
			.text("meeting_kind", "The meeting: its form.", (row) -> row.meeting().kind())
			.date("date", "", "When the meeting was", (row) -> row.meeting().date())
			.list("status", "The latest status of the meeting.", this.provenance.statusesOfRecord(),
					Participation::meeting, StatusChange::latest)
			.records("place", "Where the meeting was", this.directory.places(), Participation::meeting)
			.end("actor", "Who took part", Participation::actor)
			.text("role", "What the actor did there.", Participation::role)
			.text("capacity", "The capacity, as the source states it.", Participation::capacity)
			.ends("on_behalf_of", "Whom the actor represented there", Participation::representing)
			.visibility()
			.basisAndSources(this.provenance.citationsOfFact());
		return new Table<>("participations", "A meeting and one of its participants.",
				List.of("Query.meetings", "Meeting.participations"), List.of(),
				(asked) -> TableWalk.below(asked.lens(), meetings.listing(), meetings.filters().apply(asked).known(),
						this.graph.participationsIn(), asked.filters("role").known()),
				columns.all(), new Grouping<>("meetings", (row) -> row.meeting().id()));
	}

	private Table<Involvement> involvements() {
		Columns<Involvement> columns = new Columns<Involvement>().id()
			.end("actor", "Who is involved", Involvement::actor)
			.text("kind", "How the actor is involved, for example HOSTED or ADDRESSED.", Involvement::kind)
			.end("subject", "The meeting, document, initiative or ask", Involvement::subject)
			.visibility()
			.basisAndSources(this.provenance.citationsOfFact());
		return DirectoryTables.root(
				"An actor and something that it is involved in, without taking part in it or endorsing it.",
				this.lists.involvements(), columns.all());
	}

}

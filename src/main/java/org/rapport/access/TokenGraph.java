package org.rapport.access;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import org.neo4j.driver.types.Node;

import org.rapport.graph.Database;
import org.rapport.kernel.Clearance;
import org.rapport.kernel.Visibility;
import org.springframework.stereotype.Component;

/**
 * Stores the tokens of machines in the graph. They are neither records nor facts, no lens
 * applies to them, and no relationship connects them to other nodes.
 */
@Component
final class TokenGraph {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private static final String BY_HASH = """
			MATCH (token:MachineToken {hash: $hash})
			RETURN token""";

	private static final String NEWEST = """
			MATCH (token:MachineToken)
			WHERE $all OR (token.revokedAt IS NULL AND (token.expires IS NULL OR token.expires > $now))
			RETURN token
			ORDER BY token.issuedAt DESC, token.id""";

	// MERGE, because the statement may run again if the connection broke after the write.
	private static final String ISSUE = """
			MERGE (token:MachineToken {id: $id, hash: $hash})
			SET token += $properties
			RETURN token""";

	private static final String REVOKE = """
			MATCH (token:MachineToken {id: $id})
			SET token.revokedBy = coalesce(token.revokedBy, $by), token.revokedAt = coalesce(token.revokedAt, $at)
			RETURN token""";

	private static final String BY_ID = """
			MATCH (token:MachineToken {id: $id})
			RETURN token""";

	private static final String USED = """
			MATCH (token:MachineToken {id: $id})
			WHERE token.lastUsed IS NULL OR token.lastUsed < $at
			SET token.lastUsed = $at""";

	private final Database database;

	TokenGraph(Database database) {
		this.database = database;
	}

	Optional<MachineToken> byHash(String hash) {
		return read(BY_HASH, Map.of("hash", hash)).stream().findFirst();
	}

	Optional<MachineToken> byId(String id) {
		return read(BY_ID, Map.of("id", id)).stream().findFirst();
	}

	/** The valid tokens, or all, newest first. */
	List<MachineToken> newest(boolean all, OffsetDateTime now) {
		return read(NEWEST, Map.of("all", all, "now", now));
	}

	MachineToken issue(MachineToken token, String hash) {
		Map<String, Object> properties = new HashMap<>();
		properties.put("label", token.label());
		properties.put("clearance", token.opens().upTo().level());
		properties.put("circles", token.opens().circles().stream().sorted().toList());
		properties.put("everyCircle", token.opens().everyCircle());
		properties.put("permissions", token.permissions().stream().sorted().map(Permission::name).toList());
		properties.put("issuedAt", token.issuedAt());
		properties.put("issuedBy", token.issuedBy());
		if (token.expires() != null) {
			properties.put("expires", token.expires());
		}
		return write(ISSUE, Map.of("id", token.id(), "hash", hash, "properties", properties)).get(0);
	}

	/**
	 * Revokes a token. A token that was revoked before keeps its first revocation.
	 * @return the token; empty if there is none with this id
	 */
	Optional<MachineToken> revoke(String id, String by, OffsetDateTime at) {
		return write(REVOKE, Map.of("id", id, "by", by, "at", at)).stream().findFirst();
	}

	void used(String id, OffsetDateTime at) {
		write(USED, Map.of("id", id, "at", at));
	}

	private List<MachineToken> read(String statement, Map<String, Object> parameters) {
		return this.database.read(statement, parameters, PATIENCE, (row) -> token(row.get("token").asNode()));
	}

	private List<MachineToken> write(String statement, Map<String, Object> parameters) {
		return this.database.write(statement, parameters, PATIENCE, (row) -> token(row.get("token").asNode()));
	}

	private static MachineToken token(Node node) {
		Set<String> circles = new HashSet<>(node.get("circles").asList(Value::asString));
		Set<Permission> permissions = EnumSet.noneOf(Permission.class);
		node.get("permissions").asList(Value::asString).forEach((name) -> permissions.add(Permission.valueOf(name)));
		return new MachineToken(node.get("id").asString(), node.get("label").asString(),
				new Clearance(Visibility.of(node.get("clearance").asLong()), circles,
						node.get("everyCircle").asBoolean()),
				Set.copyOf(permissions), time(node.get("issuedAt").asZonedDateTime().toOffsetDateTime()),
				node.get("issuedBy").asString(), moment(node.get("expires")), moment(node.get("lastUsed")),
				moment(node.get("revokedAt")), text(node.get("revokedBy")));
	}

	private static OffsetDateTime time(OffsetDateTime time) {
		return time.withOffsetSameInstant(ZoneOffset.UTC);
	}

	private static @Nullable OffsetDateTime moment(Value value) {
		return value.isNull() ? null : time(value.asZonedDateTime().toOffsetDateTime());
	}

	private static @Nullable String text(Value value) {
		return value.isNull() ? null : value.asString();
	}

}

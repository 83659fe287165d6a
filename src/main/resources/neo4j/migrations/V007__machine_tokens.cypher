// A token is looked up by the digest of its secret with every request that carries one, and revoked by its id.
CREATE CONSTRAINT machine_token_hash IF NOT EXISTS FOR (token:MachineToken) REQUIRE token.hash IS UNIQUE;
CREATE CONSTRAINT machine_token_id IF NOT EXISTS FOR (token:MachineToken) REQUIRE token.id IS UNIQUE;

// What tells that a record may be one that was erased. The key is that of the digests.
CREATE CONSTRAINT erased_mark_digest IF NOT EXISTS FOR (mark:ErasedMark) REQUIRE mark.digest IS UNIQUE;
CREATE CONSTRAINT erasure_key_name IF NOT EXISTS FOR (key:ErasureKey) REQUIRE key.name IS UNIQUE;

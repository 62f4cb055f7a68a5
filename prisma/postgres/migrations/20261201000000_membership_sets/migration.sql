-- CreateTable
CREATE TABLE "membership_sets" (
    "shop_id" INTEGER NOT NULL,
    "segment_id" INTEGER NOT NULL,
    "is_unknown" BOOLEAN NOT NULL,
    "chunk" INTEGER NOT NULL,
    "bits" BYTEA NOT NULL,

    CONSTRAINT "membership_sets_pkey" PRIMARY KEY ("shop_id", "segment_id", "is_unknown", "chunk")
);

-- The numbers of those who are due or stale are read from the index alone.
DROP INDEX "customers_stale";
CREATE INDEX "customers_stale" ON "customers" ("shop_id", "facts_version", "number") WHERE facts_version > evaluated_version;
DROP INDEX "customers_due";
CREATE INDEX "customers_due" ON "customers" ("shop_id", "due_at", "number") WHERE due_at IS NOT NULL;

-- The sets of those who belong already: number n is bit n % 8 of byte n % 4096 / 8 of chunk n / 4096.
INSERT INTO "membership_sets" (shop_id, segment_id, is_unknown, chunk, bits)
WITH RECURSIVE
  standing AS (
    SELECT c.shop_id, CAST(m.value ->> 0 AS integer) AS segment_id, false AS is_unknown, c.number FROM customers c, json_array_elements(CAST(c.members AS json)) m
    UNION ALL SELECT c.shop_id, CAST(u.value AS integer), true, c.number FROM customers c, json_array_elements_text(CAST(c.unknowns AS json)) u
  ),
  bytes AS (
    SELECT shop_id, segment_id, is_unknown, number / 4096 AS chunk, number % 4096 / 8 AS place, sum(1 << (number % 8)) AS byte
    FROM standing GROUP BY shop_id, segment_id, is_unknown, number / 4096, number % 4096 / 8
  ),
  places (place) AS (SELECT 0 UNION ALL SELECT place + 1 FROM places WHERE place < 511),
  chunks AS (SELECT DISTINCT shop_id, segment_id, is_unknown, chunk FROM bytes)
SELECT c.shop_id, c.segment_id, c.is_unknown, c.chunk, decode(string_agg(lpad(to_hex(coalesce(b.byte, 0)), 2, '0'), '' ORDER BY p.place), 'hex')
FROM chunks c CROSS JOIN places p
LEFT JOIN bytes b ON b.shop_id = c.shop_id AND b.segment_id = c.segment_id AND b.is_unknown = c.is_unknown AND b.chunk = c.chunk AND b.place = p.place
GROUP BY c.shop_id, c.segment_id, c.is_unknown, c.chunk;

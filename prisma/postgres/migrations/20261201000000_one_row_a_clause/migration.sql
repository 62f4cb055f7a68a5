-- Of several rows of one clause the one with the newest answer stays.
DELETE FROM "delegated_clauses" WHERE "id" NOT IN (
  SELECT "id" FROM (
    SELECT "id", row_number() OVER (PARTITION BY "shop_id", "clause" ORDER BY "fetched_at" IS NULL, "fetched_at" DESC, "id") AS place FROM "delegated_clauses"
  ) AS ranked WHERE place = 1
);

-- A clause may be longer than an index entry.
CREATE UNIQUE INDEX "delegated_clauses_clause" ON "delegated_clauses" ("shop_id", md5("clause"));

-- It finds the clauses of a shop, too.
DROP INDEX "delegated_clauses_shop_id_idx";

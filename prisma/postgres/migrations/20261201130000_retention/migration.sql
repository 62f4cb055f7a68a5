-- AlterTable
ALTER TABLE "shops" ADD COLUMN "retention" TEXT NOT NULL DEFAULT '{}';

-- Deliveries are forgotten shop by shop. On SQLite the inbox is a file of its own, see app/db/open-inbox.ts.
CREATE INDEX "deliveries_by_age" ON "deliveries" ("shop", "received_at");
DROP INDEX "deliveries_received";

-- AlterTable
ALTER TABLE "shops" ADD COLUMN "approved_at" BIGINT;
ALTER TABLE "shops" ADD COLUMN "settle_after" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "shops" ADD COLUMN "settle_mark" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "shops" ADD COLUMN "settle_mark_at" BIGINT;
ALTER TABLE "customers" ADD COLUMN "settle_first" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "segments" ADD COLUMN "approved_at" BIGINT;
ALTER TABLE "segments" ADD COLUMN "on_removal" TEXT NOT NULL DEFAULT 'put-back';
ALTER TABLE "segments" ADD COLUMN "in_discount" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "tag_ledger" ADD COLUMN "run_id" INTEGER;

-- Tags are written already where segments are on: that was asked for.
UPDATE "segments" SET "approved_at" = "updated_at" WHERE "state" IN ('on', 'paused');
UPDATE "shops" SET "approved_at" = "installed_at" WHERE "id" IN (SELECT "shop_id" FROM "segments" WHERE "approved_at" IS NOT NULL);

CREATE INDEX "customers_settle_first" ON "customers" ("shop_id", "membership_version") WHERE settle_first AND membership_version > settled_version;
CREATE INDEX "tag_ledger_runs" ON "tag_ledger" ("shop_id", "run_id", "customer") WHERE run_id IS NOT NULL;

-- CreateTable
CREATE TABLE "tag_drift" (
    "id" SERIAL NOT NULL,
    "shop_id" INTEGER NOT NULL,
    "customer" INTEGER NOT NULL,
    "segment_id" INTEGER,
    "tag" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "noticed_at" BIGINT NOT NULL,
    "answer" TEXT NOT NULL DEFAULT 'open',

    CONSTRAINT "tag_drift_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "native_segments" (
    "segment_id" INTEGER NOT NULL,
    "shop_id" INTEGER NOT NULL,
    "native_id" BIGINT,
    "name" TEXT NOT NULL DEFAULT '',
    "query" TEXT NOT NULL DEFAULT '',
    "adopted" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 0,
    "members" INTEGER,
    "counted_at" BIGINT,
    "next_at" BIGINT,
    "problem" TEXT,

    CONSTRAINT "native_segments_pkey" PRIMARY KEY ("segment_id")
);

-- CreateTable
CREATE TABLE "segment_discounts" (
    "shop_id" INTEGER NOT NULL,
    "segment_id" INTEGER NOT NULL,
    "discount_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "code" TEXT,
    "status" TEXT NOT NULL,
    "made_by_us" BOOLEAN NOT NULL DEFAULT false,
    "seen_at" BIGINT NOT NULL,

    CONSTRAINT "segment_discounts_pkey" PRIMARY KEY ("shop_id","segment_id","discount_id")
);

-- CreateIndex
CREATE INDEX "tag_drift_shop_id_segment_id_id_idx" ON "tag_drift"("shop_id", "segment_id", "id");
CREATE INDEX "tag_drift_shop_id_customer_idx" ON "tag_drift"("shop_id", "customer");
CREATE INDEX "native_segments_shop_id_idx" ON "native_segments"("shop_id");

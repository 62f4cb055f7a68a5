-- AlterTable
ALTER TABLE "segments" ADD COLUMN "frozen_at" BIGINT;

-- CreateTable
CREATE TABLE "audits" (
    "shop_id" INTEGER NOT NULL PRIMARY KEY,
    "cursor" INTEGER NOT NULL DEFAULT 0,
    "checks" BIGINT NOT NULL DEFAULT 0,
    "disagreements" BIGINT NOT NULL DEFAULT 0,
    "round_started_at" BIGINT,
    "round_ended_at" BIGINT,
    "ran_at" BIGINT NOT NULL DEFAULT 0
);

-- CreateTable
CREATE TABLE "audit_findings" (
    "shop_id" INTEGER NOT NULL,
    "segment_id" INTEGER NOT NULL,
    "customer" INTEGER NOT NULL,
    "stored" TEXT NOT NULL,
    "expected" TEXT NOT NULL,
    "at" BIGINT NOT NULL,

    PRIMARY KEY ("shop_id", "segment_id", "customer")
);

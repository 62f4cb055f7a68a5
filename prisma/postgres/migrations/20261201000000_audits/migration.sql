-- AlterTable
ALTER TABLE "segments" ADD COLUMN "frozen_at" BIGINT;

-- CreateTable
CREATE TABLE "audits" (
    "shop_id" INTEGER NOT NULL,
    "cursor" INTEGER NOT NULL DEFAULT 0,
    "checks" BIGINT NOT NULL DEFAULT 0,
    "disagreements" BIGINT NOT NULL DEFAULT 0,
    "round_started_at" BIGINT,
    "round_ended_at" BIGINT,
    "ran_at" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "audits_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "audit_findings" (
    "shop_id" INTEGER NOT NULL,
    "segment_id" INTEGER NOT NULL,
    "customer" INTEGER NOT NULL,
    "stored" TEXT NOT NULL,
    "expected" TEXT NOT NULL,
    "at" BIGINT NOT NULL,

    CONSTRAINT "audit_findings_pkey" PRIMARY KEY ("shop_id","segment_id","customer")
);

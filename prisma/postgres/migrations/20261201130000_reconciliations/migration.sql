-- CreateTable
CREATE TABLE "reconciliations" (
    "id" SERIAL NOT NULL,
    "shop_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "began_at" BIGINT NOT NULL,
    "ended_at" BIGINT NOT NULL,
    "complete_up_to" BIGINT,
    "looked_at" INTEGER NOT NULL DEFAULT 0,
    "repaired" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,

    CONSTRAINT "reconciliations_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "reconciliations_shop_id_id_idx" ON "reconciliations"("shop_id", "id");

-- What stands is counted by the day it was made on, every night.
CREATE INDEX "customers_made" ON "customers" ("shop_id", "created_at") WHERE deleted_at IS NULL AND profile_at > 0;
CREATE INDEX "orders_made" ON "orders" ("shop_id", "created_at") WHERE deleted_at IS NULL AND version > 0;
CREATE INDEX "checkouts_made" ON "checkouts" ("shop_id", "created_at") WHERE deleted_at IS NULL AND completed_at IS NULL;

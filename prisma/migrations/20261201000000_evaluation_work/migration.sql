-- CreateTable
CREATE TABLE "evaluation_work" (
    "shop_id" INTEGER NOT NULL PRIMARY KEY,
    "since" BIGINT NOT NULL,
    "evaluations" BIGINT NOT NULL DEFAULT 0,
    "events" BIGINT NOT NULL DEFAULT 0,
    "flips" BIGINT NOT NULL DEFAULT 0
);

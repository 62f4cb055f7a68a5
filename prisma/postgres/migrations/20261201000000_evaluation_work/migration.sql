-- CreateTable
CREATE TABLE "evaluation_work" (
    "shop_id" INTEGER NOT NULL,
    "since" BIGINT NOT NULL,
    "evaluations" BIGINT NOT NULL DEFAULT 0,
    "events" BIGINT NOT NULL DEFAULT 0,
    "flips" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "evaluation_work_pkey" PRIMARY KEY ("shop_id")
);

-- AlterTable
ALTER TABLE "shops" ADD COLUMN "retention" TEXT NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "evidence" ADD COLUMN "covers" UUID[] NOT NULL DEFAULT ARRAY[]::UUID[];

ALTER TABLE "product" ALTER COLUMN "tax_class_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "product" DROP COLUMN "tax_rate_bp";
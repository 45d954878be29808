ALTER TABLE "shop" ADD COLUMN "auto_lock_minutes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "shop" ADD COLUMN "discount_limit_bp" integer DEFAULT 1000 NOT NULL;--> statement-breakpoint
ALTER TABLE "shop" ADD CONSTRAINT "a_known_patience" CHECK ("shop"."auto_lock_minutes" in (0, 1, 2, 5, 10, 15));--> statement-breakpoint
ALTER TABLE "shop" ADD CONSTRAINT "a_discount_is_a_part" CHECK ("shop"."discount_limit_bp" between 0 and 10000);
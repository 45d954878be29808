CREATE TABLE "health_sample" (
	"minute" bigint NOT NULL,
	"parts" json NOT NULL,
	CONSTRAINT "one_minute_one_sample" PRIMARY KEY("minute")
);
--> statement-breakpoint
CREATE TABLE "knock_tally" (
	"minute" bigint NOT NULL,
	"door" text NOT NULL,
	"ending" text NOT NULL,
	"count" integer NOT NULL,
	"last_at" bigint NOT NULL,
	CONSTRAINT "one_count_per_minute" PRIMARY KEY("minute","door","ending")
);
--> statement-breakpoint
ALTER TABLE "stripe_event" ADD COLUMN "replayed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "webhook_endpoint" ADD COLUMN "retired_at" bigint;--> statement-breakpoint
ALTER TABLE "shop" ADD COLUMN "phone" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "shop" ADD COLUMN "tax_id" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "shop" ADD COLUMN "receipt_header" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "shop" ADD COLUMN "receipt_footer" text DEFAULT 'Thank you.' NOT NULL;--> statement-breakpoint
ALTER TABLE "shop" ADD COLUMN "receipt_prefix" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "shop" ADD COLUMN "cash_rounding" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "shop" ADD COLUMN "public_url" text;--> statement-breakpoint
ALTER TABLE "shop" ADD COLUMN "settings_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "shop" ADD CONSTRAINT "cash_is_rounded_to_something" CHECK ("shop"."cash_rounding" >= 0);
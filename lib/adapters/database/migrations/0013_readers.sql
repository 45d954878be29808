CREATE TABLE "fleet_watch" (
	"one" boolean DEFAULT true NOT NULL,
	"claimed_until" bigint DEFAULT 0 NOT NULL,
	"checked_at" bigint,
	"problem" text,
	CONSTRAINT "one_fleet_watch" PRIMARY KEY("one"),
	CONSTRAINT "the_one_fleet_watch" CHECK ("fleet_watch"."one")
);
--> statement-breakpoint
CREATE TABLE "reader_move" (
	"id" text NOT NULL,
	"reader_id" text NOT NULL,
	"label" text NOT NULL,
	"to_location_id" text NOT NULL,
	"to_location_name" text NOT NULL,
	"registration_code" text,
	"n" integer DEFAULT 1 NOT NULL,
	"new_reader_id" text,
	"state" text NOT NULL,
	"problem" text,
	"by" jsonb NOT NULL,
	"started_at" bigint NOT NULL,
	"next_try_at" bigint,
	"ended_at" bigint,
	CONSTRAINT "one_move_one_row" PRIMARY KEY("id"),
	CONSTRAINT "a_known_move" CHECK ("reader_move"."state" in ('registering', 'deleting', 'done', 'refused')),
	CONSTRAINT "a_move_ends_once" CHECK (("reader_move"."ended_at" is not null) = ("reader_move"."state" in ('done', 'refused')))
);
--> statement-breakpoint
CREATE TABLE "reader_test" (
	"id" text NOT NULL,
	"reader_id" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state" jsonb NOT NULL,
	"started_at" bigint NOT NULL,
	"next_look_at" bigint,
	"ended_at" bigint,
	CONSTRAINT "one_test_one_row" PRIMARY KEY("id")
);
--> statement-breakpoint
ALTER TABLE "reader_lease" DROP CONSTRAINT "a_known_holder";--> statement-breakpoint
ALTER TABLE "reader" ADD COLUMN "location_name" text;--> statement-breakpoint
ALTER TABLE "reader" ADD COLUMN "serial_number" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "reader" ADD COLUMN "software_version" text;--> statement-breakpoint
ALTER TABLE "reader" ADD COLUMN "ip_address" text;--> statement-breakpoint
ALTER TABLE "reader" ADD COLUMN "status" text DEFAULT 'unknown' NOT NULL;--> statement-breakpoint
ALTER TABLE "reader" ADD COLUMN "last_seen_at" bigint;--> statement-breakpoint
ALTER TABLE "reader" ADD COLUMN "busy_type" text;--> statement-breakpoint
ALTER TABLE "reader" ADD COLUMN "busy_intent" text;--> statement-breakpoint
ALTER TABLE "reader" ADD COLUMN "busy_since" bigint;--> statement-breakpoint
ALTER TABLE "reader" ADD COLUMN "checked_at" bigint;--> statement-breakpoint
ALTER TABLE "reader" ADD COLUMN "removed_at" bigint;--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_move_per_reader" ON "reader_move" USING btree ("reader_id") WHERE "reader_move"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_test_per_reader" ON "reader_test" USING btree ("reader_id") WHERE "reader_test"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "tests_by_reader" ON "reader_test" USING btree ("reader_id","started_at");--> statement-breakpoint
CREATE INDEX "calls_by_reader" ON "call" USING btree ("reader_id","written_at") WHERE "call"."reader_id" is not null;--> statement-breakpoint
ALTER TABLE "reader_lease" ADD CONSTRAINT "a_known_holder" CHECK ("reader_lease"."holder" in ('tender', 'cart', 'inputs', 'clearing', 'test', 'office'));--> statement-breakpoint
ALTER TABLE "reader" ADD CONSTRAINT "a_known_reader_status" CHECK ("reader"."status" in ('online', 'offline', 'unknown'));
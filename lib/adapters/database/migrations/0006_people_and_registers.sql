CREATE TABLE "register_code" (
	"code_hash" text NOT NULL,
	"register_id" text NOT NULL,
	"expires_at" bigint NOT NULL,
	CONSTRAINT "one_code_one_register" PRIMARY KEY("code_hash")
);
--> statement-breakpoint
ALTER TABLE "register" ADD COLUMN "location_id" text;--> statement-breakpoint
ALTER TABLE "register" ADD COLUMN "printer" text DEFAULT 'browser' NOT NULL;--> statement-breakpoint
ALTER TABLE "register" ADD COLUMN "drawer_kick" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "register" ADD COLUMN "float" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "register" ADD COLUMN "last_seen_at" bigint;--> statement-breakpoint
ALTER TABLE "register" ADD COLUMN "revoked_at" bigint;--> statement-breakpoint
ALTER TABLE "register" ADD COLUMN "settings_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "id" text DEFAULT gen_random_uuid()::text NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "opened_at" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "badge_hash" text;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "must_change_pin" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "register_code" ADD CONSTRAINT "register_code_register_id_register_id_fk" FOREIGN KEY ("register_id") REFERENCES "public"."register"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_register_one_code" ON "register_code" USING btree ("register_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_session_one_name" ON "session" USING btree ("id");--> statement-breakpoint
CREATE INDEX "sessions_of_people" ON "session" USING btree ("staff_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_badge_one_person" ON "staff" USING btree ("badge_hash");--> statement-breakpoint
ALTER TABLE "register" ADD CONSTRAINT "a_known_printer" CHECK ("register"."printer" in ('none', 'browser', 'escpos_80'));--> statement-breakpoint
ALTER TABLE "register" ADD CONSTRAINT "a_drawer_hangs_on_a_printer" CHECK (not "register"."drawer_kick" or "register"."printer" = 'escpos_80');--> statement-breakpoint
ALTER TABLE "register" ADD CONSTRAINT "a_float_is_not_negative" CHECK ("register"."float" >= 0);
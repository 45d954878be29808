ALTER TABLE "tender" DROP CONSTRAINT "a_known_wish";--> statement-breakpoint
ALTER TABLE "register" ADD COLUMN "two_steps" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "shop" ADD COLUMN "capture_mode" text DEFAULT 'automatic' NOT NULL;--> statement-breakpoint
ALTER TABLE "tender" ADD CONSTRAINT "a_known_wish" CHECK ("tender"."wish" in ('none', 'charge', 'confirm', 'capture', 'take_off', 'stop'));--> statement-breakpoint
ALTER TABLE "shop" ADD CONSTRAINT "a_known_capture_mode" CHECK ("shop"."capture_mode" in ('automatic', 'manual'));
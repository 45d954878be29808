ALTER TABLE "tender" DROP CONSTRAINT "refunds_within_reason";--> statement-breakpoint
ALTER TABLE "sweep_mark" ADD COLUMN "heard_until" bigint;--> statement-breakpoint
ALTER TABLE "reader_lease" ADD COLUMN "compared" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "calls_by_answer" ON "call" USING btree ("answered_at") WHERE "call"."outcome" = 'done';--> statement-breakpoint
CREATE INDEX "events_with_text" ON "stripe_event" USING btree ("received_at") WHERE "stripe_event"."raw" <> '';--> statement-breakpoint
ALTER TABLE "tender" ADD CONSTRAINT "refunds_within_reason" CHECK ("tender"."refund_reserved" <= "tender"."received" + "tender"."tip");
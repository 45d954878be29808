ALTER TABLE "sale" ADD COLUMN "ended_total" bigint;--> statement-breakpoint
ALTER TABLE "sale" ADD COLUMN "paid_by" text;--> statement-breakpoint
ALTER TABLE "sale" ADD COLUMN "cards" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
UPDATE "sale" SET
	"ended_total" = CASE WHEN status <> 'open' THEN wanted_total END,
	"cards" = ARRAY(SELECT t -> 'card' ->> 'last4' FROM jsonb_array_elements(state -> 'tenders') t
		WHERE t ->> 'kind' = 'card' AND t ->> 'state' = 'paid' AND t ? 'card'),
	"paid_by" = (SELECT CASE WHEN bool_or(kind = 'card') AND bool_or(kind = 'cash') THEN 'both' ELSE min(kind) END
		FROM tender WHERE sale_id = sale.id AND state = 'paid');--> statement-breakpoint
CREATE INDEX "sales_by_status" ON "sale" USING btree ("status","number");--> statement-breakpoint
CREATE INDEX "sales_by_register" ON "sale" USING btree ("register_id","number");--> statement-breakpoint
CREATE INDEX "sales_by_kind" ON "sale" USING btree ("paid_by","number");--> statement-breakpoint
CREATE INDEX "sales_by_total" ON "sale" USING btree ("ended_total");--> statement-breakpoint
CREATE INDEX "sales_by_card" ON "sale" USING gin ("cards") WHERE "sale"."cards" <> '{}';
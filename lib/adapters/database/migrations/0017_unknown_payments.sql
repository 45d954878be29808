CREATE TABLE "sweep_mark" (
	"one" boolean DEFAULT true NOT NULL,
	"swept_until" bigint NOT NULL,
	CONSTRAINT "one_sweep_mark" PRIMARY KEY("one"),
	CONSTRAINT "the_one_sweep_mark" CHECK ("sweep_mark"."one")
);
--> statement-breakpoint
CREATE TABLE "unknown_payment" (
	"payment_intent" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"at" bigint NOT NULL,
	"live" boolean NOT NULL,
	"noticed_at" bigint NOT NULL,
	"dealt_at" bigint,
	"dealt_by" text,
	"how" text,
	CONSTRAINT "one_unknown_payment_one_row" PRIMARY KEY("payment_intent"),
	CONSTRAINT "unknown_dealt_with_by_someone" CHECK (("unknown_payment"."dealt_at" is null) = ("unknown_payment"."dealt_by" is null) and ("unknown_payment"."dealt_at" is null) = ("unknown_payment"."how" is null))
);
--> statement-breakpoint
ALTER TABLE "unknown_payment" ADD CONSTRAINT "unknown_payment_dealt_by_staff_id_fk" FOREIGN KEY ("dealt_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;
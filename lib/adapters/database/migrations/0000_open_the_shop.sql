CREATE TABLE "catalogue_version" (
	"one" boolean DEFAULT true NOT NULL,
	"version" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "one_catalogue" PRIMARY KEY("one"),
	CONSTRAINT "the_one_catalogue" CHECK ("catalogue_version"."one")
);
--> statement-breakpoint
CREATE TABLE "category" (
	"id" text NOT NULL,
	"name" text NOT NULL,
	"colour" integer NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "one_category_one_row" PRIMARY KEY("id"),
	CONSTRAINT "a_hue_of_the_tiles" CHECK ("category"."colour" between 1 and 8)
);
--> statement-breakpoint
CREATE TABLE "product" (
	"id" text NOT NULL,
	"category_id" text NOT NULL,
	"name" text NOT NULL,
	"sku" text,
	"price" bigint NOT NULL,
	"tax_rate_bp" integer NOT NULL,
	"favourite" boolean DEFAULT false NOT NULL,
	"position" integer NOT NULL,
	"archived" boolean DEFAULT false NOT NULL,
	CONSTRAINT "one_product_one_row" PRIMARY KEY("id"),
	CONSTRAINT "a_price_is_not_negative" CHECK ("product"."price" >= 0)
);
--> statement-breakpoint
CREATE TABLE "product_barcode" (
	"barcode" text NOT NULL,
	"product_id" text NOT NULL,
	CONSTRAINT "one_barcode_one_product" PRIMARY KEY("barcode")
);
--> statement-breakpoint
CREATE TABLE "journal" (
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "journal_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"sale_id" text NOT NULL,
	"tender_id" text,
	"staff_id" text,
	"kind" text NOT NULL,
	"at" bigint NOT NULL,
	"data" jsonb NOT NULL,
	CONSTRAINT "one_entry_one_row" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "server_beat" (
	"server_id" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "one_server_one_beat" PRIMARY KEY("server_id")
);
--> statement-breakpoint
CREATE TABLE "signal" (
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "signal_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"version" bigint NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "one_signal_one_row" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "surprise" (
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "surprise_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"sale_id" text NOT NULL,
	"tender_id" text NOT NULL,
	"kind" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"at" bigint NOT NULL,
	"dealt_at" bigint,
	"dealt_by" text,
	"how" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "one_surprise_one_row" PRIMARY KEY("id"),
	CONSTRAINT "dealt_with_by_someone" CHECK (("surprise"."dealt_at" is null) = ("surprise"."dealt_by" is null) and ("surprise"."dealt_at" is null) = ("surprise"."how" is null))
);
--> statement-breakpoint
CREATE TABLE "call" (
	"id" text NOT NULL,
	"subject_id" text NOT NULL,
	"tender_id" text,
	"sale_id" text,
	"reader_id" text,
	"step" text NOT NULL,
	"n" integer NOT NULL,
	"key" text NOT NULL,
	"path" text NOT NULL,
	"params" json NOT NULL,
	"written_at" bigint NOT NULL,
	"sent_at" bigint,
	"sent_by" text,
	"times_sent" integer DEFAULT 0 NOT NULL,
	"outcome" text,
	"code" text,
	"request_id" text,
	"ms" integer,
	"answered_at" bigint,
	CONSTRAINT "one_call_one_row" PRIMARY KEY("id"),
	CONSTRAINT "a_known_outcome" CHECK ("call"."outcome" in ('done', 'refused', 'unproven'))
);
--> statement-breakpoint
CREATE TABLE "reader_lease" (
	"reader_id" text NOT NULL,
	"holder" text NOT NULL,
	"tender_id" text,
	"since" bigint NOT NULL,
	"doubtful" boolean NOT NULL,
	CONSTRAINT "one_holder_per_reader" PRIMARY KEY("reader_id"),
	CONSTRAINT "a_known_holder" CHECK ("reader_lease"."holder" in ('tender', 'cart', 'inputs', 'clearing')),
	CONSTRAINT "a_tender_holds_by_name" CHECK (("reader_lease"."holder" = 'tender') = ("reader_lease"."tender_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "stripe_event" (
	"id" text NOT NULL,
	"type" text NOT NULL,
	"raw" text NOT NULL,
	"received_at" bigint NOT NULL,
	"applied_at" bigint,
	CONSTRAINT "one_event_once" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "webhook_endpoint" (
	"id" text NOT NULL,
	"position" integer GENERATED ALWAYS AS IDENTITY (sequence name "webhook_endpoint_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"door" text NOT NULL,
	"encrypted_secret" text NOT NULL,
	CONSTRAINT "one_endpoint_one_row" PRIMARY KEY("id"),
	CONSTRAINT "a_known_door" CHECK ("webhook_endpoint"."door" in ('terminal', 'payments'))
);
--> statement-breakpoint
CREATE TABLE "sale" (
	"id" text NOT NULL,
	"number" bigint NOT NULL,
	"register_id" text NOT NULL,
	"opened_by" text NOT NULL,
	"status" text NOT NULL,
	"currency" text NOT NULL,
	"wanted_total" bigint NOT NULL,
	"total" bigint NOT NULL,
	"received" bigint NOT NULL,
	"reserved" bigint NOT NULL,
	"tips" bigint NOT NULL,
	"excess" bigint NOT NULL,
	"version" integer NOT NULL,
	"state" jsonb NOT NULL,
	"opened_at" bigint NOT NULL,
	"paid_at" bigint,
	CONSTRAINT "one_sale_one_row" PRIMARY KEY("id"),
	CONSTRAINT "a_known_status" CHECK ("sale"."status" in ('open', 'paid', 'voided')),
	CONSTRAINT "nobody_pays_twice" CHECK ("sale"."received" + "sale"."reserved" <= "sale"."total"),
	CONSTRAINT "paid_means_paid" CHECK ("sale"."status" <> 'paid' or ("sale"."received" = "sale"."total" and "sale"."reserved" = 0)),
	CONSTRAINT "void_means_nothing" CHECK ("sale"."status" <> 'voided' or ("sale"."received" = 0 and "sale"."reserved" = 0))
);
--> statement-breakpoint
CREATE TABLE "sale_counter" (
	"one" boolean DEFAULT true NOT NULL,
	"last" bigint NOT NULL,
	CONSTRAINT "one_counter" PRIMARY KEY("one"),
	CONSTRAINT "the_one_counter" CHECK ("sale_counter"."one")
);
--> statement-breakpoint
CREATE TABLE "sale_line" (
	"sale_id" text NOT NULL,
	"id" text NOT NULL,
	"position" integer NOT NULL,
	"product_id" text,
	"name" text NOT NULL,
	"quantity" integer NOT NULL,
	"unit_price" bigint NOT NULL,
	"tax_rate_bp" integer NOT NULL,
	"amount" bigint NOT NULL,
	"tax" bigint NOT NULL,
	CONSTRAINT "one_line_one_row" PRIMARY KEY("sale_id","id")
);
--> statement-breakpoint
CREATE TABLE "tender" (
	"id" text NOT NULL,
	"sale_id" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"wish" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"payment_intent" text,
	"reader_id" text,
	"received" bigint NOT NULL,
	"tip" bigint NOT NULL,
	"refund_reserved" bigint DEFAULT 0 NOT NULL,
	"created_at" bigint NOT NULL,
	"next_look_at" bigint,
	"looks" integer DEFAULT 0 NOT NULL,
	"look_due" boolean DEFAULT false NOT NULL,
	"knocks" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "one_tender_one_row" PRIMARY KEY("id"),
	CONSTRAINT "a_known_kind" CHECK ("tender"."kind" in ('card', 'cash')),
	CONSTRAINT "a_known_state" CHECK ("tender"."state" in ('drafted', 'ready', 'on_reader', 'held', 'paid', 'canceled')),
	CONSTRAINT "a_known_wish" CHECK ("tender"."wish" in ('none', 'charge', 'take_off', 'stop')),
	CONSTRAINT "on_reader_has_intent" CHECK ("tender"."state" not in ('ready', 'on_reader', 'held') or "tender"."payment_intent" is not null),
	CONSTRAINT "refunds_within_reason" CHECK ("tender"."refund_reserved" <= "tender"."received")
);
--> statement-breakpoint
CREATE TABLE "pin_tries" (
	"subject" text NOT NULL,
	"wrong" integer DEFAULT 0 NOT NULL,
	"blocked_until" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "one_count_per_subject" PRIMARY KEY("subject")
);
--> statement-breakpoint
CREATE TABLE "reader" (
	"id" text NOT NULL,
	"label" text NOT NULL,
	"device_type" text NOT NULL,
	"location_id" text NOT NULL,
	CONSTRAINT "one_reader_one_row" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "register" (
	"id" text NOT NULL,
	"position" integer GENERATED ALWAYS AS IDENTITY (sequence name "register_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"reader_id" text,
	"current_sale_id" text,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "one_register_one_row" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "register_browser" (
	"token_hash" text NOT NULL,
	"register_id" text NOT NULL,
	CONSTRAINT "one_browser_one_register" PRIMARY KEY("token_hash")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"hash" text NOT NULL,
	"staff_id" text NOT NULL,
	"register_id" text,
	"expires_at" bigint NOT NULL,
	CONSTRAINT "one_token_one_session" PRIMARY KEY("hash")
);
--> statement-breakpoint
CREATE TABLE "shop" (
	"one" boolean DEFAULT true NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"country" text NOT NULL,
	"currency" text NOT NULL,
	"tax_included" boolean NOT NULL,
	"custom_tax_rate_bp" integer NOT NULL,
	"address" jsonb NOT NULL,
	"location_id" text,
	"reader_id" text,
	"with_samples" boolean NOT NULL,
	"ready" boolean DEFAULT false NOT NULL,
	CONSTRAINT "one_shop" PRIMARY KEY("one"),
	CONSTRAINT "the_one_shop_is_true" CHECK ("shop"."one")
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"id" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"pin_hash" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	CONSTRAINT "one_person_one_row" PRIMARY KEY("id"),
	CONSTRAINT "a_known_role" CHECK ("staff"."role" in ('owner', 'manager', 'lead', 'cashier'))
);
--> statement-breakpoint
ALTER TABLE "product" ADD CONSTRAINT "product_category_id_category_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."category"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_barcode" ADD CONSTRAINT "product_barcode_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."product"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "surprise" ADD CONSTRAINT "surprise_sale_id_sale_id_fk" FOREIGN KEY ("sale_id") REFERENCES "public"."sale"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "surprise" ADD CONSTRAINT "surprise_dealt_by_staff_id_fk" FOREIGN KEY ("dealt_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call" ADD CONSTRAINT "call_tender_id_tender_id_fk" FOREIGN KEY ("tender_id") REFERENCES "public"."tender"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call" ADD CONSTRAINT "call_sale_id_sale_id_fk" FOREIGN KEY ("sale_id") REFERENCES "public"."sale"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reader_lease" ADD CONSTRAINT "reader_lease_tender_id_tender_id_fk" FOREIGN KEY ("tender_id") REFERENCES "public"."tender"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sale" ADD CONSTRAINT "sale_register_id_register_id_fk" FOREIGN KEY ("register_id") REFERENCES "public"."register"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sale" ADD CONSTRAINT "sale_opened_by_staff_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sale_line" ADD CONSTRAINT "sale_line_sale_id_sale_id_fk" FOREIGN KEY ("sale_id") REFERENCES "public"."sale"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tender" ADD CONSTRAINT "tender_sale_id_sale_id_fk" FOREIGN KEY ("sale_id") REFERENCES "public"."sale"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register" ADD CONSTRAINT "register_reader_id_reader_id_fk" FOREIGN KEY ("reader_id") REFERENCES "public"."reader"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register" ADD CONSTRAINT "register_current_sale_id_sale_id_fk" FOREIGN KEY ("current_sale_id") REFERENCES "public"."sale"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_browser" ADD CONSTRAINT "register_browser_register_id_register_id_fk" FOREIGN KEY ("register_id") REFERENCES "public"."register"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_register_id_register_id_fk" FOREIGN KEY ("register_id") REFERENCES "public"."register"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shop" ADD CONSTRAINT "shop_reader_id_reader_id_fk" FOREIGN KEY ("reader_id") REFERENCES "public"."reader"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_sku_one_product" ON "product" USING btree ("sku");--> statement-breakpoint
CREATE INDEX "products_by_category" ON "product" USING btree ("category_id");--> statement-breakpoint
CREATE INDEX "barcodes_by_product" ON "product_barcode" USING btree ("product_id");--> statement-breakpoint
CREATE INDEX "journal_by_sale" ON "journal" USING btree ("sale_id","id");--> statement-breakpoint
CREATE INDEX "signals_by_time" ON "signal" USING btree ("at");--> statement-breakpoint
CREATE INDEX "surprises_to_deal_with" ON "surprise" USING btree ("at") WHERE "surprise"."dealt_at" is null;--> statement-breakpoint
CREATE INDEX "calls_by_sale" ON "call" USING btree ("sale_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_call_per_tender" ON "call" USING btree ("tender_id") WHERE "call"."outcome" is null and "call"."tender_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_call_per_reader" ON "call" USING btree ("reader_id") WHERE "call"."outcome" is null and "call"."reader_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "one_key_one_call" ON "call" USING btree ("key");--> statement-breakpoint
CREATE UNIQUE INDEX "one_number_one_call" ON "call" USING btree ("subject_id","step","n");--> statement-breakpoint
CREATE INDEX "leases_by_tender" ON "reader_lease" USING btree ("tender_id");--> statement-breakpoint
CREATE INDEX "events_by_arrival" ON "stripe_event" USING btree ("received_at");--> statement-breakpoint
CREATE UNIQUE INDEX "one_number_one_sale" ON "sale" USING btree ("number");--> statement-breakpoint
CREATE INDEX "open_sales" ON "sale" USING btree ("opened_at") WHERE "sale"."status" = 'open';--> statement-breakpoint
CREATE INDEX "sales_by_payment" ON "sale" USING btree ("paid_at");--> statement-breakpoint
CREATE INDEX "tenders_by_sale" ON "tender" USING btree ("sale_id");--> statement-breakpoint
CREATE INDEX "tenders_to_look_at" ON "tender" USING btree ("next_look_at") WHERE "tender"."next_look_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "one_live_card_tender_per_sale" ON "tender" USING btree ("sale_id") WHERE "tender"."kind" = 'card' and "tender"."state" in ('drafted', 'ready', 'on_reader', 'held');--> statement-breakpoint
CREATE UNIQUE INDEX "one_tender_per_intent" ON "tender" USING btree ("payment_intent") WHERE "tender"."payment_intent" is not null;--> statement-breakpoint
CREATE INDEX "sessions_by_expiry" ON "session" USING btree ("expires_at");
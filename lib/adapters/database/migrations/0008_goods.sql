CREATE TABLE "catalogue_change" (
	"product_id" text NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "one_good_one_change" PRIMARY KEY("product_id")
);
--> statement-breakpoint
CREATE TABLE "modifier" (
	"id" text NOT NULL,
	"group_id" text NOT NULL,
	"name" text NOT NULL,
	"price" bigint NOT NULL,
	"position" integer NOT NULL,
	"archived" boolean DEFAULT false NOT NULL,
	CONSTRAINT "one_modifier_one_row" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "modifier_group" (
	"id" text NOT NULL,
	"name" text NOT NULL,
	"least" integer NOT NULL,
	"most" integer NOT NULL,
	"position" integer NOT NULL,
	"archived" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "one_modifier_group_one_row" PRIMARY KEY("id"),
	CONSTRAINT "at_least_is_at_most" CHECK (0 <= "modifier_group"."least" and "modifier_group"."least" <= "modifier_group"."most" and "modifier_group"."most" >= 1)
);
--> statement-breakpoint
CREATE TABLE "product_modifier_group" (
	"product_id" text NOT NULL,
	"group_id" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "a_group_asked_once" PRIMARY KEY("product_id","group_id")
);
--> statement-breakpoint
CREATE TABLE "register_favourite" (
	"register_id" text NOT NULL,
	"product_id" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "a_favourite_once" PRIMARY KEY("register_id","product_id")
);
--> statement-breakpoint
CREATE TABLE "stock_movement" (
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "stock_movement_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"product_id" text NOT NULL,
	"change" integer NOT NULL,
	"reason" text NOT NULL,
	"note" text,
	"sale_id" text,
	"staff_id" text,
	"staff_name" text,
	"at" bigint NOT NULL,
	CONSTRAINT "one_movement_one_row" PRIMARY KEY("id"),
	CONSTRAINT "a_known_reason" CHECK ("stock_movement"."reason" in ('sale', 'delivery', 'count', 'loss', 'return', 'import'))
);
--> statement-breakpoint
CREATE TABLE "tax_class" (
	"id" text NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "one_tax_class_one_row" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "tax_rate" (
	"tax_class_id" text NOT NULL,
	"position" integer NOT NULL,
	"location_id" text,
	"name" text NOT NULL,
	"rate_bp" integer NOT NULL,
	CONSTRAINT "one_tax_rate_one_row" PRIMARY KEY("tax_class_id","position"),
	CONSTRAINT "a_rate_is_a_part" CHECK ("tax_rate"."rate_bp" between 0 and 10000)
);
--> statement-breakpoint
ALTER TABLE "catalogue_version" ADD COLUMN "head" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "catalogue_version" ADD COLUMN "floor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "category" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "product" ADD COLUMN "tax_class_id" text;--> statement-breakpoint
ALTER TABLE "product" ADD COLUMN "parent_id" text;--> statement-breakpoint
ALTER TABLE "product" ADD COLUMN "variant_name" text;--> statement-breakpoint
ALTER TABLE "product" ADD COLUMN "cost" bigint;--> statement-breakpoint
ALTER TABLE "product" ADD COLUMN "stock_mode" text DEFAULT 'off' NOT NULL;--> statement-breakpoint
ALTER TABLE "product" ADD COLUMN "stock" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "product" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "modifier" ADD CONSTRAINT "modifier_group_id_modifier_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."modifier_group"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_modifier_group" ADD CONSTRAINT "product_modifier_group_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."product"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_modifier_group" ADD CONSTRAINT "product_modifier_group_group_id_modifier_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."modifier_group"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_favourite" ADD CONSTRAINT "register_favourite_register_id_register_id_fk" FOREIGN KEY ("register_id") REFERENCES "public"."register"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_favourite" ADD CONSTRAINT "register_favourite_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."product"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_movement" ADD CONSTRAINT "stock_movement_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."product"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_rate" ADD CONSTRAINT "tax_rate_tax_class_id_tax_class_id_fk" FOREIGN KEY ("tax_class_id") REFERENCES "public"."tax_class"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "changes_by_version" ON "catalogue_change" USING btree ("version");--> statement-breakpoint
CREATE INDEX "modifiers_by_group" ON "modifier" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "products_by_modifier_group" ON "product_modifier_group" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "favourites_by_product" ON "register_favourite" USING btree ("product_id");--> statement-breakpoint
CREATE INDEX "movements_of_a_product" ON "stock_movement" USING btree ("product_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "a_sale_takes_stock_once" ON "stock_movement" USING btree ("sale_id","product_id") WHERE "stock_movement"."reason" = 'sale';--> statement-breakpoint
CREATE UNIQUE INDEX "one_default_tax_class" ON "tax_class" USING btree ("is_default") WHERE "tax_class"."is_default";--> statement-breakpoint
ALTER TABLE "product" ADD CONSTRAINT "product_tax_class_id_tax_class_id_fk" FOREIGN KEY ("tax_class_id") REFERENCES "public"."tax_class"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product" ADD CONSTRAINT "product_parent_id_product_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."product"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "products_by_tax_class" ON "product" USING btree ("tax_class_id");--> statement-breakpoint
CREATE INDEX "variants_of_a_product" ON "product" USING btree ("parent_id") WHERE "product"."parent_id" is not null;--> statement-breakpoint
CREATE INDEX "products_by_name" ON "product" USING btree (lower("name"),"id");--> statement-breakpoint
CREATE INDEX "barcodes_by_their_beginning" ON "product_barcode" USING btree ("barcode" text_pattern_ops);--> statement-breakpoint
ALTER TABLE "product" ADD CONSTRAINT "a_cost_is_not_negative" CHECK ("product"."cost" >= 0);--> statement-breakpoint
ALTER TABLE "product" ADD CONSTRAINT "a_known_stock_mode" CHECK ("product"."stock_mode" in ('off', 'warn', 'block'));--> statement-breakpoint
ALTER TABLE "product" ADD CONSTRAINT "a_variant_has_a_name" CHECK (("product"."parent_id" is null) = ("product"."variant_name" is null));
CREATE TABLE "product_picture" (
	"product_id" text NOT NULL,
	"hash" text NOT NULL,
	"type" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "one_good_one_picture" PRIMARY KEY("product_id"),
	CONSTRAINT "a_kind_that_browsers_show" CHECK ("product_picture"."type" in ('png', 'jpeg', 'webp')),
	CONSTRAINT "a_picture_is_small" CHECK (octet_length("product_picture"."bytes") between 1 and 102400)
);
--> statement-breakpoint
ALTER TABLE "product_picture" ADD CONSTRAINT "product_picture_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."product"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
-- Pictures are packed already.
ALTER TABLE product_picture ALTER COLUMN bytes SET STORAGE EXTERNAL;
--> statement-breakpoint
CREATE TRIGGER pictures_came AFTER INSERT ON product_picture REFERENCING NEW TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION parts_of_goods_changed();
--> statement-breakpoint
CREATE TRIGGER pictures_changed AFTER UPDATE ON product_picture REFERENCING NEW TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION parts_of_goods_changed();
--> statement-breakpoint
CREATE TRIGGER pictures_went AFTER DELETE ON product_picture REFERENCING OLD TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION parts_of_goods_changed();
--> statement-breakpoint
CREATE TRIGGER all_pictures_went AFTER TRUNCATE ON product_picture FOR EACH STATEMENT EXECUTE FUNCTION all_goods_went();
--> statement-breakpoint
-- A browser may have kept the catalogue as it was without pictures, under a version that would otherwise still be the newest.
SELECT the_goods_changed_in_bulk();

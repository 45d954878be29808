-- Which goods changed in which version, so that a till asks for no more than what changed. The version's row is locked from the first
-- change to its commit: versions are numbered in the order in which they can be read. A statement that changes nothing counts nothing.

DROP TRIGGER the_catalogue_changed ON category;
--> statement-breakpoint
DROP TRIGGER the_catalogue_changed ON product;
--> statement-breakpoint
DROP TRIGGER the_catalogue_changed ON product_barcode;
--> statement-breakpoint
DROP FUNCTION the_catalogue_changed();
--> statement-breakpoint
UPDATE catalogue_version SET version = version + 1, head = version + 1, floor = version + 1;
--> statement-breakpoint
CREATE FUNCTION goods_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	now_at bigint;
BEGIN
	-- A bulk change says so, and counts once at its end (the_goods_changed_in_bulk).
	IF current_setting('tapline.bulk', true) = 'on' OR NOT EXISTS (SELECT FROM changed) THEN
		RETURN NULL;
	END IF;
	UPDATE catalogue_version SET version = version + 1 RETURNING version INTO now_at;
	INSERT INTO catalogue_change (product_id, version) SELECT id, now_at FROM changed
	ON CONFLICT ON CONSTRAINT one_good_one_change DO UPDATE SET version = excluded.version;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION parts_of_goods_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	now_at bigint;
BEGIN
	IF current_setting('tapline.bulk', true) = 'on' OR NOT EXISTS (SELECT FROM changed) THEN
		RETURN NULL;
	END IF;
	UPDATE catalogue_version SET version = version + 1 RETURNING version INTO now_at;
	INSERT INTO catalogue_change (product_id, version) SELECT DISTINCT product_id, now_at FROM changed
	ON CONFLICT ON CONSTRAINT one_good_one_change DO UPDATE SET version = excluded.version;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION what_goods_share_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF current_setting('tapline.bulk', true) IS DISTINCT FROM 'on' THEN
		UPDATE catalogue_version SET version = version + 1, head = version + 1;
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION the_goods_changed_in_bulk() RETURNS bigint LANGUAGE sql AS $$
	UPDATE catalogue_version SET version = version + 1, head = version + 1, floor = version + 1 RETURNING version
$$;
--> statement-breakpoint
CREATE FUNCTION all_goods_went() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM the_goods_changed_in_bulk();
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER goods_came AFTER INSERT ON product REFERENCING NEW TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION goods_changed();
--> statement-breakpoint
CREATE TRIGGER goods_changed AFTER UPDATE ON product REFERENCING NEW TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION goods_changed();
--> statement-breakpoint
CREATE TRIGGER goods_went AFTER DELETE ON product REFERENCING OLD TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION goods_changed();
--> statement-breakpoint
CREATE TRIGGER all_goods_went AFTER TRUNCATE ON product FOR EACH STATEMENT EXECUTE FUNCTION all_goods_went();
--> statement-breakpoint
CREATE TRIGGER barcodes_came AFTER INSERT ON product_barcode REFERENCING NEW TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION parts_of_goods_changed();
--> statement-breakpoint
CREATE TRIGGER barcodes_changed AFTER UPDATE ON product_barcode REFERENCING NEW TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION parts_of_goods_changed();
--> statement-breakpoint
CREATE TRIGGER barcodes_went AFTER DELETE ON product_barcode REFERENCING OLD TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION parts_of_goods_changed();
--> statement-breakpoint
CREATE TRIGGER all_barcodes_went AFTER TRUNCATE ON product_barcode FOR EACH STATEMENT EXECUTE FUNCTION all_goods_went();
--> statement-breakpoint
CREATE TRIGGER questions_came AFTER INSERT ON product_modifier_group REFERENCING NEW TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION parts_of_goods_changed();
--> statement-breakpoint
CREATE TRIGGER questions_changed AFTER UPDATE ON product_modifier_group REFERENCING NEW TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION parts_of_goods_changed();
--> statement-breakpoint
CREATE TRIGGER questions_went AFTER DELETE ON product_modifier_group REFERENCING OLD TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION parts_of_goods_changed();
--> statement-breakpoint
CREATE TRIGGER what_goods_share_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON category
	FOR EACH STATEMENT EXECUTE FUNCTION what_goods_share_changed();
--> statement-breakpoint
CREATE TRIGGER what_goods_share_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON tax_class
	FOR EACH STATEMENT EXECUTE FUNCTION what_goods_share_changed();
--> statement-breakpoint
CREATE TRIGGER what_goods_share_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON tax_rate
	FOR EACH STATEMENT EXECUTE FUNCTION what_goods_share_changed();
--> statement-breakpoint
CREATE TRIGGER what_goods_share_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON modifier_group
	FOR EACH STATEMENT EXECUTE FUNCTION what_goods_share_changed();
--> statement-breakpoint
CREATE TRIGGER what_goods_share_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON modifier
	FOR EACH STATEMENT EXECUTE FUNCTION what_goods_share_changed();
--> statement-breakpoint
-- Goods change their count with every sale: room on the page keeps that a change of the row alone, and no index hears of it.
ALTER TABLE product SET (fillfactor = 85);
--> statement-breakpoint
-- Where the extension cannot be had, the office's search reads the rows one by one.
DO $$
BEGIN
	CREATE EXTENSION IF NOT EXISTS pg_trgm;
	CREATE INDEX products_by_words ON product
		USING gin ((lower(name || ' ' || coalesce(variant_name, '') || ' ' || coalesce(sku, ''))) gin_trgm_ops);
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
	RAISE NOTICE 'pg_trgm is not to be had: goods are searched row by row';
END $$;

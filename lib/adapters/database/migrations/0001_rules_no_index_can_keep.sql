-- Rules that need to see the row as it was. Each speaks with a constraint's name, like the rules in the tables.

CREATE FUNCTION an_intent_is_for_life() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF (OLD.payment_intent IS NOT NULL AND NEW.payment_intent IS DISTINCT FROM OLD.payment_intent)
		OR NEW.currency <> OLD.currency THEN
		RAISE EXCEPTION 'the payment intent and the currency of a tender never change once set'
			USING ERRCODE = 'check_violation', CONSTRAINT = 'an_intent_is_for_life', TABLE = 'tender';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER an_intent_is_for_life BEFORE UPDATE OF payment_intent, currency ON tender
	FOR EACH ROW EXECUTE FUNCTION an_intent_is_for_life();
--> statement-breakpoint
CREATE FUNCTION what_is_written_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'the journal is only added to'
		USING ERRCODE = 'check_violation', CONSTRAINT = 'what_is_written_stays', TABLE = 'journal';
END $$;
--> statement-breakpoint
CREATE TRIGGER what_is_written_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON journal
	FOR EACH STATEMENT EXECUTE FUNCTION what_is_written_stays();
--> statement-breakpoint
CREATE FUNCTION an_answer_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'a call is answered once'
		USING ERRCODE = 'check_violation', CONSTRAINT = 'an_answer_is_final', TABLE = 'call';
END $$;
--> statement-breakpoint
CREATE TRIGGER an_answer_is_final BEFORE UPDATE ON call
	FOR EACH ROW WHEN (OLD.outcome IS NOT NULL) EXECUTE FUNCTION an_answer_is_final();
--> statement-breakpoint
INSERT INTO catalogue_version (version) VALUES (0);
--> statement-breakpoint
CREATE FUNCTION the_catalogue_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE catalogue_version SET version = version + 1;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER the_catalogue_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON category
	FOR EACH STATEMENT EXECUTE FUNCTION the_catalogue_changed();
--> statement-breakpoint
CREATE TRIGGER the_catalogue_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON product
	FOR EACH STATEMENT EXECUTE FUNCTION the_catalogue_changed();
--> statement-breakpoint
CREATE TRIGGER the_catalogue_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON product_barcode
	FOR EACH STATEMENT EXECUTE FUNCTION the_catalogue_changed();

-- A shop that has an owner keeps one. Two who unmake each other at once come one after the other, and the second sees what the first did.

CREATE FUNCTION an_owner_remains() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_advisory_xact_lock(7331003);
	IF EXISTS (SELECT FROM shop) AND NOT EXISTS (SELECT FROM staff WHERE role = 'owner' AND active) THEN
		RAISE EXCEPTION 'a shop has an owner'
			USING ERRCODE = 'check_violation', CONSTRAINT = 'an_owner_remains', TABLE = 'staff';
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER an_owner_remains AFTER UPDATE OF role, active ON staff FOR EACH ROW
	WHEN (OLD.role = 'owner' AND OLD.active AND (NEW.role <> 'owner' OR NOT NEW.active))
	EXECUTE FUNCTION an_owner_remains();
--> statement-breakpoint
CREATE TRIGGER an_owner_stays AFTER DELETE ON staff FOR EACH ROW
	WHEN (OLD.role = 'owner' AND OLD.active)
	EXECUTE FUNCTION an_owner_remains();

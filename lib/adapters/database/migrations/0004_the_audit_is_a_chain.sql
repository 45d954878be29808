-- Each entry's hash is made over the hash before it and its own text. One writer after another, until its commit: two entries can
-- never follow the same one.

CREATE FUNCTION link_the_audit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	before_it record;
BEGIN
	PERFORM pg_advisory_xact_lock(7331002);
	SELECT seq, hash INTO before_it FROM audit ORDER BY seq DESC LIMIT 1;
	NEW.seq := coalesce(before_it.seq, 0) + 1;
	NEW.prev := coalesce(before_it.hash, repeat('0', 64));
	NEW.hash := encode(sha256(convert_to(NEW.prev || json_build_array(NEW.seq, NEW.at, NEW.what, NEW.subject, NEW.named,
		NEW.staff_id, NEW.staff_name, NEW.approver_id, NEW.approver_name, NEW.register_id, NEW.reader_id, NEW.request_id,
		NEW.before, NEW.after)::text, 'UTF8')), 'hex');
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER link_the_audit BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION link_the_audit();
--> statement-breakpoint
CREATE FUNCTION what_is_audited_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'the audit is only added to'
		USING ERRCODE = 'check_violation', CONSTRAINT = 'what_is_audited_stays', TABLE = 'audit';
END $$;
--> statement-breakpoint
CREATE TRIGGER what_is_audited_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
	FOR EACH STATEMENT EXECUTE FUNCTION what_is_audited_stays();

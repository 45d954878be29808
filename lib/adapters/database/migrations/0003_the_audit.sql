CREATE TABLE "approval" (
	"hash" text NOT NULL,
	"permission" text NOT NULL,
	"session_hash" text NOT NULL,
	"approver_id" text NOT NULL,
	"expires_at" bigint NOT NULL,
	"used_at" bigint,
	CONSTRAINT "one_approval_one_row" PRIMARY KEY("hash"),
	CONSTRAINT "used_in_time" CHECK ("approval"."used_at" is null or "approval"."used_at" <= "approval"."expires_at")
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"seq" bigint DEFAULT 0 NOT NULL,
	"at" bigint NOT NULL,
	"what" text NOT NULL,
	"subject" text NOT NULL,
	"named" text,
	"staff_id" text,
	"staff_name" text NOT NULL,
	"approver_id" text,
	"approver_name" text,
	"register_id" text,
	"reader_id" text,
	"request_id" text,
	"before" json,
	"after" json,
	"prev" text DEFAULT '' NOT NULL,
	"hash" text DEFAULT '' NOT NULL,
	CONSTRAINT "one_link_one_number" PRIMARY KEY("seq")
);
--> statement-breakpoint
ALTER TABLE "approval" ADD CONSTRAINT "approval_approver_id_staff_id_fk" FOREIGN KEY ("approver_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_by_time" ON "audit" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_by_subject" ON "audit" USING btree ("subject");
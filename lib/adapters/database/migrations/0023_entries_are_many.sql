CREATE INDEX "audit_by_what" ON "audit" USING btree ("what","seq");--> statement-breakpoint
CREATE INDEX "audit_by_place" ON "audit" USING btree (coalesce("register_id", 'office'),"seq");--> statement-breakpoint
CREATE INDEX "audit_by_person" ON "audit" USING btree ("staff_id","seq");--> statement-breakpoint
CREATE INDEX "audit_by_approver" ON "audit" USING btree ("approver_id","seq") WHERE "audit"."approver_id" is not null;
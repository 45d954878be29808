CREATE TABLE "splash_picture" (
	"file_id" text NOT NULL,
	"type" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"kept_at" bigint NOT NULL,
	CONSTRAINT "one_picture_per_file" PRIMARY KEY("file_id"),
	CONSTRAINT "a_known_kind_of_picture" CHECK ("splash_picture"."type" in ('png', 'jpeg', 'gif')),
	CONSTRAINT "a_picture_within_reason" CHECK (octet_length("splash_picture"."bytes") <= 4194304)
);

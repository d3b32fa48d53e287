-- Notices to people, what they want by mail, who read which request when, and the signals that keep screens live.

-- CreateTable
CREATE TABLE "notice" (
    "id" UUID NOT NULL,
    "recipient_id" UUID NOT NULL,
    "event" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "system_id" UUID,
    "request_id" UUID,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "href" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "mail_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail_choice" (
    "user_id" UUID NOT NULL,
    "muted" TEXT[],

    CONSTRAINT "mail_choice_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "approval_seen" (
    "request_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "approval_seen_pkey" PRIMARY KEY ("request_id","user_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "notice_recipient_id_event_key" ON "notice"("recipient_id", "event");

-- CreateIndex
CREATE INDEX "notice_recipient_id_created_at_idx" ON "notice"("recipient_id", "created_at");

-- CreateIndex
CREATE INDEX "outbox_created_at_idx" ON "outbox"("created_at");

-- CreateIndex
CREATE INDEX "notice_request_id_idx" ON "notice"("request_id");

-- CreateIndex
CREATE INDEX "notice_system_id_idx" ON "notice"("system_id");

-- CreateIndex
CREATE INDEX "notice_created_at_idx" ON "notice"("created_at");

-- CreateIndex
CREATE INDEX "approval_seen_user_id_idx" ON "approval_seen"("user_id");

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_recipient_id_fkey" FOREIGN KEY ("recipient_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "system"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "approval_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail_choice" ADD CONSTRAINT "mail_choice_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_seen" ADD CONSTRAINT "approval_seen_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "approval_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_seen" ADD CONSTRAINT "approval_seen_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema can't say.

-- Of a notice only that it was read or mailed is ever written.
ALTER TABLE "notice" ADD CONSTRAINT "notice_is_short" CHECK (length("title") <= 300 AND length("text") <= 1200);
ALTER TABLE "notice" ADD CONSTRAINT "notice_leads_inside" CHECK ("href" ~ '^/[a-z]');
CREATE INDEX "notice_unread" ON "notice" ("recipient_id") WHERE "read_at" IS NULL;
CREATE INDEX "notice_to_mail" ON "notice" ("mail_at") WHERE "mail_at" IS NOT NULL;

-- Deliveries of one kind that wait, in the order in which they are due.
CREATE INDEX "outbox_due" ON "outbox" ("kind", "next_at") WHERE "delivered_at" IS NULL AND "payload" IS NOT NULL;

-- Who read what when is kept as it was written.
CREATE TRIGGER append_only_row BEFORE UPDATE OR DELETE ON "approval_seen" FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER append_only_table BEFORE TRUNCATE ON "approval_seen" FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();

-- Signals to every instance, sent when the transaction commits: what kind of thing moved and whom it may concern. Only ids,
-- far below the 8000 bytes of a notification; equal ones within a transaction arrive once.
CREATE FUNCTION "signal_request"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('countersign', json_build_object('kind', 'request', 'system', NEW.system_id, 'requester', NEW.requester_id)::text);
  RETURN NULL;
END $$;
CREATE TRIGGER signal_request AFTER INSERT OR UPDATE ON "approval_request" FOR EACH ROW EXECUTE FUNCTION signal_request();

CREATE FUNCTION "signal_vote"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('countersign', json_build_object('kind', 'request', 'system', r.system_id, 'requester', r.requester_id)::text)
    FROM approval_request r WHERE r.id = NEW.request_id;
  RETURN NULL;
END $$;
CREATE TRIGGER signal_vote AFTER INSERT ON "approval_vote" FOR EACH ROW EXECUTE FUNCTION signal_vote();

CREATE FUNCTION "signal_notices"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('countersign', json_build_object('kind', 'notice', 'people', json_agg(recipient_id))::text)
    FROM (SELECT recipient_id, (row_number() OVER () - 1) / 100 AS batch FROM touched) t GROUP BY batch;
  RETURN NULL;
END $$;
CREATE TRIGGER signal_notices_new AFTER INSERT ON "notice" REFERENCING NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION signal_notices();
CREATE TRIGGER signal_notices_read AFTER UPDATE ON "notice" REFERENCING NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION signal_notices();

-- Somebody's session, account or rights changed: whoever keeps a line open to them asks again.
CREATE FUNCTION "signal_person"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('countersign', json_build_object('kind', 'person', 'people',
    json_build_array(coalesce(to_jsonb(NEW), to_jsonb(OLD)) ->> TG_ARGV[0]))::text);
  RETURN NULL;
END $$;
CREATE TRIGGER signal_person AFTER UPDATE OF "revoked_at" ON "session" FOR EACH ROW EXECUTE FUNCTION signal_person('user_id');
CREATE TRIGGER signal_person AFTER UPDATE OF "role", "status" ON "user" FOR EACH ROW EXECUTE FUNCTION signal_person('id');
CREATE TRIGGER signal_person AFTER INSERT OR UPDATE OR DELETE ON "membership" FOR EACH ROW EXECUTE FUNCTION signal_person('user_id');

-- A claim for payment or a participant of a project entered by mistake is revoked with a reason and stays
-- in the history. The reason of a claim is in its sealed part.
alter table project_claim add column revoked_at bigint;
alter table result_participant add column revoked_at bigint;
alter table result_participant add column revoked_why text not null default '';

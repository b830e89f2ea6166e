-- Of a run that somebody deleted nothing is left but its name, so that a request for it that is read again is known.
alter table run add column forgotten boolean not null default false;
create index run_deleted on run (ended_at) where deleted and at_rest;

-- What is still said of a run that was deleted must not bring it back.
create table deleted_run (
    id text primary key,
    at timestamptz not null default now()
);

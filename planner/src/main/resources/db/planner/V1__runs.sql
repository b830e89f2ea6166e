create table run (
    id         text primary key,
    part       int not null, -- of akoflow.workflows, where it was asked for
    number     bigint not null,
    owner      text not null,
    state      text not null,
    seq        bigint not null, -- of the last fact
    version    bigint not null, -- how many transactions have changed it
    at_rest    boolean not null, -- nothing is left to be done until somebody asks for something
    due_at     timestamptz, -- when it has to be woken next
    started_at timestamptz not null,
    ended_at   timestamptz,
    last_node  text,
    ending     text,
    message    text,
    deleted    boolean not null -- a person wants it forgotten
) with (fillfactor = 70); -- room for updates in place, since none of its indexes changes with them
create index run_not_at_rest on run (part) where not at_rest;

create table definition (
    run      text primary key references run on delete cascade,
    workflow bytea not null -- JSON, gzipped
);

create table activity (
    run                     text not null references run on delete cascade,
    ordinal                 int not null,
    state                   text not null,
    attempt                 int not null,
    user_failures           int not null,
    infrastructure_failures int not null,
    memory_bytes            bigint,
    valid_until             timestamptz,
    timer                   timestamptz,
    logged                  boolean not null,
    pod                     text, -- JSON
    started_at              timestamptz,
    ended_at                timestamptz,
    waiting_for             text,
    failure                 text, -- JSON
    unreleased              text, -- a JSON array; null when empty
    primary key (run, ordinal)
) with (fillfactor = 70); -- likewise

create table outbox (
    id          bigint generated always as identity primary key,
    part        int not null, -- of the run
    run         text not null,
    type        text not null,
    activity    int, -- like attempt, of a command about an attempt
    attempt     int,
    body        text, -- JSON of a fact, which is said as it is; null for a command, which is decided anew
    at          timestamptz not null,
    traceparent text
);

create table position (
    topic       text not null,
    part        int not null,
    next_offset bigint not null, -- everything before it is in the tables above
    primary key (topic, part)
);

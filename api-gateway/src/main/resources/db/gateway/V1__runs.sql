create table run (
    id              text primary key,
    number          bigint generated always as identity unique,
    owner           text not null,
    name            text not null,
    idempotency_key text,
    body_hash       bytea not null,
    file            bytea not null,
    content_type    text not null,
    activities      int not null,
    state           text not null default 'SUBMITTED',
    state_seq       bigint not null default 0, -- of the last fact about the run itself
    seq             bigint not null default 0, -- of the last fact about the run or an activity
    submitted_at    timestamptz not null,
    said_at         timestamptz not null,
    started_at      timestamptz,
    ended_at        timestamptz,
    message         text,
    unique (owner, idempotency_key)
);
create index run_by_state on run (state, id);
create index run_by_name on run (name, id);
create index run_not_started on run (said_at) where started_at is null and ended_at is null;

create table activity (
    run         text not null references run on delete cascade,
    ordinal     int not null,
    name        text not null,
    image       text,
    depends_on  text not null default '[]', -- a JSON array of names
    state       text not null default 'WAITING',
    attempt     int not null default 0,
    seq         bigint not null default 0, -- of the last fact about it
    pod         text, -- JSON
    started_at  timestamptz,
    ended_at    timestamptz,
    until_at    timestamptz,
    waiting_for text,
    failure     text, -- JSON
    primary key (run, ordinal)
);
create index activity_by_name on activity (run, name);
create index activity_by_seq on activity (run, seq);

create table log_chunk (
    run       text not null references run on delete cascade,
    ordinal   int not null,
    attempt   int not null,
    container text not null,
    pod_uid   text not null,
    start     bigint not null, -- of its first byte in the container's log
    data      bytea not null, -- empty: the log is complete
    primary key (run, ordinal, attempt, container, pod_uid, start)
);

create table position (
    topic       text not null,
    part        int not null,
    next_offset bigint not null, -- everything before it is in the tables above
    primary key (topic, part)
);

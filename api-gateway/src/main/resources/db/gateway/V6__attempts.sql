-- As it is told: text of a command, and what it may use as JSON; null for what was submitted before.
alter table activity
    add column command   text,
    add column resources text,
    add column warnings  text not null default '[]'; -- a JSON array of sentences

-- Each attempt at an activity, for as long as there is news of it, in the order of its facts.
create table attempt (
    run           text not null references run on delete cascade,
    ordinal       int not null,
    attempt       int not null,
    state         text not null,
    seq           bigint not null, -- of the last fact about it
    ready_at      timestamptz,
    dispatched_at timestamptz,
    started_at    timestamptz,
    ended_at      timestamptz,
    pod           text, -- JSON
    failure       text, -- JSON
    primary key (run, ordinal, attempt)
);

insert into attempt (run, ordinal, attempt, state, seq, started_at, ended_at, pod, failure)
select run, ordinal, attempt, case state when 'BACKING_OFF' then 'FAILED' else state end, seq, started_at, ended_at, pod,
       case when state in ('BACKING_OFF', 'FAILED') then failure end
from activity
where attempt > 0 and state not in ('WAITING', 'SKIPPED', 'READY'); -- what is ready may have the number of the one before

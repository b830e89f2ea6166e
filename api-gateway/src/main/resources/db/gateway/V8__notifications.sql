alter table run add column webhooks text not null default '[]'; -- JSON, as the file asks for

-- Who is to be told that a run has ended, and what; kept in the transaction in which the gateway hears of the end.
create table notification (
    id         text primary key, -- the webhook-id, the same at each try
    run        text not null references run on delete cascade,
    url        text not null,
    body       text not null,
    state      text not null default 'PENDING', -- or DELIVERED, GIVEN_UP
    attempts   int not null default 0,
    created_at timestamptz not null,
    next_at    timestamptz not null, -- when it may be taken up
    error      text -- of the last try
);
create index notification_due on notification (next_at) where state = 'PENDING';
create index notification_of_run on notification (run);

alter table run add column namespace text; -- as the file asks for; null: the deployment's own

create table api_token (
    id          text primary key,
    hash        bytea not null unique, -- SHA-256 of the token, which is not kept
    subject     text not null,
    role        text not null,
    description text not null,
    created_at  timestamptz not null,
    created_by  text not null,
    expires_at  timestamptz not null,
    revoked_at  timestamptz
);

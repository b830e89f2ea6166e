-- Names of activities and what they depend on are others only when the file is.
alter table run add column edition text generated always as (md5(file)) stored;

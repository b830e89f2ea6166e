-- How many pods the run has, and whether it could begin more if there were room for it among other runs.
alter table run add column pods int not null default 0;
alter table run add column waits boolean not null default false;

-- Part of a name, in any case, is looked for in all runs: in lower case already, and in an index that holds nothing else.
alter table run add column search_name text generated always as (left(lower(name), 200)) stored;
create index run_by_text on run (id) include (state, search_name);

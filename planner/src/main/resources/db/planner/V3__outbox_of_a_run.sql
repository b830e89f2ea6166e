-- What is left of a run is looked for when it is read.
create index outbox_run on outbox (run);

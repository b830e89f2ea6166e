-- The ordinal of the activity whose pod the first attempt of this one had a part of; null when it had one to itself.
alter table activity add column pack int;

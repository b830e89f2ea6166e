-- Disks are given up once: by the run's policy, by a person who deletes it, or after the deployment's retention.
-- Of runs from before nobody knows; said again, the release of disks that are gone changes nothing.
alter table run add column released boolean not null default false;

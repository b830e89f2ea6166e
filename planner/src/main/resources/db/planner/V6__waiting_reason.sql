-- What Kubernetes says of the activity's pod that does not start; null when that is not known.
alter table activity add column waiting_reason text;

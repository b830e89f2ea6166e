alter table run add column storage text; -- as its file asks for disks, JSON; null of runs from before, and of those without a file

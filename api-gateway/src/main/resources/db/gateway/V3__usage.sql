create table usage (
    run               text not null references run on delete cascade,
    ordinal           int not null,
    attempt           int not null,
    peak_cpu_millis   bigint not null,
    peak_memory_bytes bigint not null,
    primary key (run, ordinal, attempt)
);

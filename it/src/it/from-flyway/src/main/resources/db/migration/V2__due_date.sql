alter table task add due_date date;
create index idx_task_open on task (due_date) where status <> 'DONE';

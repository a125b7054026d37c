create table app_user (
  id bigserial primary key,
  email varchar(255) not null,
  constraint uk_app_user_email unique (email)
);

create table task (
  id bigserial primary key,
  title varchar(200) not null,
  status varchar(20) not null default 'TODO',
  owner_id bigint,
  created_at timestamp not null default now(),
  constraint fk_task_owner foreign key (owner_id) references app_user (id) on delete set null
);

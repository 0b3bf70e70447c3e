-- The projection: what the page and the API read. Everything in it can be built again from the topics.
-- Times are venue epoch milliseconds unless the column says otherwise; doc is the record's JSON as it stood on the topic.

-- One row. seq counts applied changes; owner is the projector that may write; starts tells apart the lives of one database.
create table projection (
    id int primary key,
    created_at bigint not null,
    starts bigint not null,
    seq bigint not null,
    owner varchar(200) not null
);

-- Next offset to apply, moved in the same transaction as what was applied.
create table consumed (
    topic varchar(80) not null,
    partition_no int not null,
    next_offset bigint not null,
    primary key (topic, partition_no)
);

-- Facts: the first record with an id stays, later ones are ignored.
create table triggers (
    id varchar(200) primary key,
    symbol varchar(40) not null,
    sort_at bigint not null,
    seq bigint not null,
    doc varchar not null
);
create index triggers_newest on triggers (sort_at, id);
create index triggers_symbol on triggers (symbol, sort_at, id);

create table proposals (
    id varchar(200) primary key,
    symbol varchar(40) not null,
    sort_at bigint not null,
    seq bigint not null,
    doc text not null,
    summary varchar not null
);
create index proposals_newest on proposals (sort_at, id);
create index proposals_symbol on proposals (symbol, sort_at, id);

create table decisions (
    id varchar(200) primary key,
    symbol varchar(40) not null,
    sort_at bigint not null,
    seq bigint not null,
    proposal_id varchar(200) not null,
    approved boolean not null,
    doc varchar not null
);
create index decisions_newest on decisions (sort_at, id);
create index decisions_symbol on decisions (symbol, sort_at, id);
create index decisions_proposal on decisions (proposal_id);

create table trade_steps (
    id varchar(200) primary key,
    trade_id varchar(200) not null,
    sequence_no int not null,
    seq bigint not null,
    doc varchar not null
);
create index trade_steps_trade on trade_steps (trade_id, sequence_no);

create table fills (
    id varchar(200) primary key,
    symbol varchar(40) not null,
    sort_at bigint not null,
    seq bigint not null,
    lineage varchar(40),
    doc varchar not null
);
create index fills_newest on fills (sort_at, id);
create index fills_lineage on fills (lineage);

create table closed_positions (
    id varchar(400) primary key,
    symbol varchar(40) not null,
    sort_at bigint not null,
    seq bigint not null,
    lineage varchar(40),
    doc varchar not null
);
create index closed_positions_newest on closed_positions (sort_at, id);
create index closed_positions_lineage on closed_positions (lineage);

create table candles (
    symbol varchar(40) not null,
    open_at bigint not null,
    doc varchar not null,
    primary key (symbol, open_at)
);

-- Tables: the later record wins.
create table trades (
    id varchar(200) primary key,
    symbol varchar(40) not null,
    sort_at bigint not null,
    seq bigint not null,
    last_sequence int not null,
    ended boolean not null
);
create index trades_newest on trades (sort_at, id);
create index trades_symbol on trades (symbol, sort_at, id);

-- id and sort_at never change, so that paging is stable; venue_order_id is filled in once the venue has answered.
create table orders (
    id varchar(200) primary key,
    symbol varchar(40) not null,
    sort_at bigint not null,
    seq bigint not null,
    account varchar(40) not null,
    book varchar(10) not null,
    client_order_id varchar(80) not null,
    venue_order_id varchar(40) not null,
    lineage varchar(40),
    live boolean not null,
    doc varchar not null
);
create index orders_newest on orders (sort_at, id);
create index orders_symbol on orders (symbol, sort_at, id);
create index orders_client on orders (client_order_id);
create index orders_lineage on orders (lineage);

create table positions (
    id varchar(120) primary key,
    symbol varchar(40) not null,
    sort_at bigint not null,
    seq bigint not null,
    is_open boolean not null,
    unprotected_since bigint,
    doc varchar not null
);
create index positions_newest on positions (sort_at, id);

create table accounts (
    id varchar(40) primary key,
    seq bigint not null,
    doc varchar not null
);

-- opening: equity when the minute began, for the start of a day; equity: the last one known in it
create table equity_points (
    account varchar(40) not null,
    minute_at bigint not null,
    opening varchar(60) not null,
    equity varchar(60) not null,
    primary key (account, minute_at)
);

create table services (
    id varchar(200) primary key,
    service varchar(80) not null,
    heartbeat_at bigint not null,
    doc varchar not null
);

create table controls (
    id varchar(200) primary key,
    doc varchar not null
);

create table last_prices (
    symbol varchar(40) primary key,
    mark varchar(60),
    last_price varchar(60),
    occurred_at bigint not null
);

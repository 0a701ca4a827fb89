-- Keys that are changed while people work, and the tree over the audit.

-- Keys of blind indices. They are apart from the keys that seal, so that those can be changed and
-- destroyed: what is found by an index, and the pseudonyms in the sealed audit, stay as they are.
create table index_key (
  municipality_id bigint not null references municipality (id),
  tbl text not null,
  col text not null,
  wrapped blob not null,
  created_at bigint not null,
  primary key (municipality_id, tbl, col)
);

-- How far the sealing anew with a version has come, column by column.
create table key_progress (
  municipality_id bigint not null references municipality (id),
  version integer not null,
  tbl text not null,
  col text not null,
  total bigint not null,
  resealed bigint not null,
  last_id bigint not null,
  done_at bigint,
  primary key (municipality_id, version, tbl, col)
);

-- Signed heads of the Merkle tree (RFC 6962) over the chain of the audit. The peaks are the roots of
-- the full subtrees, from the left: with them the next rows are added without reading the old.
create table audit_tree_head (
  municipality_id bigint not null references municipality (id),
  size bigint not null,
  at bigint not null,
  root blob not null,
  peaks blob not null,
  signature blob not null,
  primary key (municipality_id, size)
);

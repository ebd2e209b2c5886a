-- One row an event. The hash of a row covers the row and the hash before it.
CREATE TABLE entries (
    sequence INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    type TEXT NOT NULL,
    event TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;

-- The end of the chain, so that lost rows at the end are noticed.
CREATE TABLE head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    sequence INTEGER NOT NULL,
    hash TEXT NOT NULL
) STRICT;

INSERT INTO head (id, sequence, hash)
VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- What labels and names are hashed with; made once, and never leaves the file.
CREATE TABLE veil (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    key BLOB NOT NULL
) STRICT;

-- One row a study. roles: one token a parameter, to find similar studies without reading their spaces.
CREATE TABLE studies (
    id INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    origin TEXT NOT NULL,
    finished_at INTEGER NOT NULL,
    metric TEXT NOT NULL,
    goal TEXT NOT NULL,
    unit TEXT NOT NULL,
    full_length INTEGER NOT NULL,
    roles TEXT NOT NULL,
    tags TEXT NOT NULL,
    space TEXT NOT NULL,
    outcome TEXT NOT NULL,
    verdict TEXT,
    trials INTEGER NOT NULL
) STRICT;

-- share: the part of a full training that was reached; value: the objective there, null where it is no number.
CREATE TABLE trials (
    study INTEGER NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    config TEXT NOT NULL,
    state TEXT NOT NULL,
    share REAL NOT NULL,
    value REAL,
    PRIMARY KEY (study, number)
) STRICT, WITHOUT ROWID;

-- The way there, which is given up first when space runs out.
CREATE TABLE curves (
    study INTEGER NOT NULL,
    number INTEGER NOT NULL,
    readings TEXT NOT NULL,
    PRIMARY KEY (study, number),
    FOREIGN KEY (study, number) REFERENCES trials (study, number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

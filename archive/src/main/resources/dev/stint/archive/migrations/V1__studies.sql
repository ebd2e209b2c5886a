-- What stands in braces is worded by the dialect of the database.
-- What labels and names are hashed with; made once, and never leaves the database.
CREATE TABLE veil (
    id {whole} PRIMARY KEY CHECK (id = 1),
    key {bytes} NOT NULL
) {table};

-- One row a study. roles: one token a parameter, to find similar studies without reading their spaces.
CREATE TABLE studies (
    id {serial} PRIMARY KEY,
    fingerprint TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    origin TEXT NOT NULL,
    finished_at {whole} NOT NULL,
    metric TEXT NOT NULL,
    goal TEXT NOT NULL,
    unit TEXT NOT NULL,
    full_length {whole} NOT NULL,
    roles TEXT NOT NULL,
    tags TEXT NOT NULL,
    space TEXT NOT NULL,
    outcome TEXT NOT NULL,
    verdict TEXT,
    trials {whole} NOT NULL
) {table};

-- share: the part of a full training that was reached; value: the objective there, null where it is no number.
CREATE TABLE trials (
    study {whole} NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
    number {whole} NOT NULL,
    config TEXT NOT NULL,
    state TEXT NOT NULL,
    share {real} NOT NULL,
    value {real},
    PRIMARY KEY (study, number)
) {table by key};

-- The way there, which is given up first when space runs out.
CREATE TABLE curves (
    study {whole} NOT NULL,
    number {whole} NOT NULL,
    readings TEXT NOT NULL,
    PRIMARY KEY (study, number),
    FOREIGN KEY (study, number) REFERENCES trials (study, number) ON DELETE CASCADE
) {table by key};

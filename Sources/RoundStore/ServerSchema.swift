import GRDB

/// The tables of the server. Migrations are only ever added at the end: directories out there have run the others.
enum ServerSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("server 1: rounds") { database in
            try database.execute(sql: rounds)
        }
        migrator.registerMigration("server 2: commits") { database in
            try database.execute(sql: commits)
        }
        return migrator
    }

    private static let rounds = """
        CREATE TABLE round (
            number INTEGER PRIMARY KEY,
            announcement BLOB NOT NULL,
            phase TEXT NOT NULL,
            openedAt INTEGER NOT NULL,
            contributors TEXT NOT NULL,
            concludedAt INTEGER,
            model BLOB,
            transcript BLOB,
            totals TEXT,
            reason TEXT,
            holders TEXT,
            statistics TEXT,
            CHECK ((phase IN ('training', 'decrypting')) = (concludedAt IS NULL)),
            CHECK ((concludedAt IS NULL) = (model IS NULL))
        ) STRICT;

        CREATE TABLE contribution (
            round INTEGER NOT NULL REFERENCES round,
            participant TEXT NOT NULL,
            contribution BLOB NOT NULL,
            acknowledgement BLOB NOT NULL,
            acceptedAt INTEGER NOT NULL,
            PRIMARY KEY (round, participant)
        ) STRICT;

        CREATE TABLE share (
            round INTEGER NOT NULL REFERENCES round,
            holder INTEGER NOT NULL,
            firstBlock INTEGER NOT NULL,
            share BLOB NOT NULL,
            PRIMARY KEY (round, holder, firstBlock)
        ) STRICT;
        """

    /// Commits outlive their round: one to another sum on the same model may come later.
    private static let commits = """
        CREATE TABLE sumCommit (
            round INTEGER NOT NULL REFERENCES round,
            holder INTEGER NOT NULL,
            baseModel BLOB NOT NULL,
            signed BLOB NOT NULL,
            PRIMARY KEY (round, holder)
        ) STRICT;
        CREATE INDEX sumCommitBaseModel ON sumCommit (baseModel);

        CREATE TABLE evidence (
            id INTEGER PRIMARY KEY,
            evidence BLOB NOT NULL UNIQUE
        ) STRICT;
        """
}

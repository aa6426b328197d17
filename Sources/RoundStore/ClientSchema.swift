import Federation
import Foundation
import GRDB

/// The tables of a participant. Migrations are only ever added at the end: directories out there have run the others.
enum ClientSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("client 1: participation") { database in
            try database.execute(sql: participation)
        }
        migrator.registerMigration("client 2: commits") { database in
            try database.execute(sql: commits)
            try database.execute(
                sql: "INSERT INTO instance (id, bytes) VALUES (1, ?)", arguments: [Data(InstanceID.random().bytes)])
        }
        migrator.registerMigration("client 3: chain") { database in
            try database.execute(sql: chain)
        }
        migrator.registerMigration("client 4: best model") { database in
            try database.execute(sql: bestModel)
        }
        migrator.registerMigration("client 5: best model by errors") { database in
            try database.execute(sql: bestModelByErrors)
        }
        return migrator
    }

    private static let bestModel = """
        CREATE TABLE bestModel (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            digest BLOB NOT NULL,
            loss REAL NOT NULL
        ) STRICT;
        """

    /// Which was the best by its loss says nothing of errors; the next round that measures a model begins anew.
    private static let bestModelByErrors = """
        DROP TABLE bestModel;
        CREATE TABLE bestModel (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            digest BLOB NOT NULL,
            errorRate REAL NOT NULL
        ) STRICT;
        """

    /// Announcements are kept whole, since two of one round are evidence. A promise's key names the transcript that its
    /// round follows; those from before follow none that there is.
    private static let chain = """
        CREATE TABLE verified (
            round INTEGER PRIMARY KEY,
            transcript BLOB NOT NULL UNIQUE,
            model BLOB NOT NULL,
            contributors TEXT
        ) STRICT;

        DROP TABLE announcement;
        CREATE TABLE announcement (
            round INTEGER PRIMARY KEY,
            signed BLOB NOT NULL
        ) STRICT;

        CREATE TABLE chainedPromise (
            baseModel BLOB NOT NULL,
            previousTranscript BLOB NOT NULL,
            announcement BLOB NOT NULL,
            sum BLOB NOT NULL,
            round INTEGER NOT NULL,
            contributors TEXT NOT NULL,
            PRIMARY KEY (baseModel, previousTranscript)
        ) STRICT;
        INSERT INTO chainedPromise (baseModel, previousTranscript, announcement, sum, round, contributors)
            SELECT baseModel, zeroblob(32), announcement, sum, max(round), '[]' FROM promise GROUP BY baseModel;
        DROP TABLE promise;
        ALTER TABLE chainedPromise RENAME TO promise;
        """

    private static let participation = """
        CREATE TABLE contribution (
            announcement BLOB PRIMARY KEY NOT NULL,
            round INTEGER NOT NULL,
            contribution BLOB NOT NULL,
            state TEXT NOT NULL,
            acknowledgement BLOB,
            CHECK ((state = 'acknowledged') = (acknowledgement IS NOT NULL))
        ) STRICT;
        CREATE INDEX contributionRound ON contribution (round);

        CREATE TABLE announcement (
            round INTEGER PRIMARY KEY,
            digest BLOB NOT NULL
        ) STRICT;

        CREATE TABLE commitment (
            baseModel BLOB NOT NULL,
            previousTranscript BLOB NOT NULL,
            kind TEXT NOT NULL,
            sum BLOB NOT NULL,
            round INTEGER NOT NULL,
            PRIMARY KEY (baseModel, previousTranscript, kind)
        ) STRICT;

        CREATE TABLE roster (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            content BLOB NOT NULL,
            signature BLOB NOT NULL
        ) STRICT;

        CREATE TABLE newestModel (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            digest BLOB NOT NULL,
            published INTEGER NOT NULL
        ) STRICT;
        """

    /// A promise's key is its base model and kind: one sum on each, whatever the code above does.
    ///
    /// Of what was agreed to before contributors were kept the newest counts, with nobody's contributions: no sum of
    /// another kind goes with it.
    private static let commits = """
        CREATE TABLE promise (
            baseModel BLOB NOT NULL,
            kind TEXT NOT NULL,
            announcement BLOB NOT NULL,
            sum BLOB NOT NULL,
            round INTEGER NOT NULL,
            contributors TEXT NOT NULL,
            PRIMARY KEY (baseModel, kind)
        ) STRICT;
        INSERT INTO promise (baseModel, kind, announcement, sum, round, contributors)
            SELECT baseModel, kind, zeroblob(32), sum, max(round), '[]' FROM commitment GROUP BY baseModel, kind;
        DROP TABLE commitment;

        CREATE TABLE instance (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            bytes BLOB NOT NULL
        ) STRICT;

        CREATE TABLE acceptedRoster (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            number INTEGER NOT NULL
        ) STRICT;
        """
}

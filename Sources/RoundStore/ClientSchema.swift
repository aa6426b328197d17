import GRDB

/// The tables of a participant. Migrations are only ever added at the end: directories out there have run the others.
enum ClientSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("client 1: participation") { database in
            try database.execute(sql: participation)
        }
        return migrator
    }

    /// A commitment's key is its place in the chain of models: one sum at each, whatever the code above does.
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
}

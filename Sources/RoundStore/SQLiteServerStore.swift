package import Federation
import GRDB
package import Primitives
import Wire

/// The server's state in SQLite and files.
package final class SQLiteServerStore: ServerStore, BlobForwarding {
    package let blobs: FileBlobStore
    let database: StateDatabase
    private let directory: StateDirectory

    /// Opens the state in a directory, beginning a new one where there is none.
    ///
    /// - Throws: ``StoreError``: `corrupted`, `inputOutput`, `newerSchema`.
    package convenience init(_ directory: StateDirectory) throws {
        try self.init(directory, policy: BusyPolicy())
    }

    init(_ directory: StateDirectory, policy: BusyPolicy) throws {
        self.directory = directory
        database = try StateDatabase(
            path: directory.databasePath, schema: ServerSchema.migrator, isExpected: directory.isClaimed,
            policy: policy)
        blobs = try FileBlobStore(folder: directory.blobsPath, staging: directory.stagingPath)
        try directory.claim()
    }

    /// Ends the use of the store and gives up its directory.
    package func close() throws {
        try database.close()
        directory.close()
    }

    package func snapshot() throws -> ServerSnapshot {
        try database.read("reading where the rounds are") { try $0.snapshot }
    }

    package func rounds() throws -> [RoundRecord] { try database.read("reading the rounds") { try $0.rounds } }

    package func rounds(after number: Int) throws -> RoundSlice {
        try database.read("reading the newest rounds") { try $0.rounds(after: number) }
    }

    package func contribution(round: Int, participant: PartyName) throws -> ContributionRecord? {
        try database.read("reading a contribution") { try $0.contribution(round: round, participant: participant) }
    }

    package func newestContribution(of participant: PartyName) throws -> ContributionRecord? {
        try database.read("reading a contribution") { try $0.newestContribution(of: participant) }
    }

    package func commits(baseModel: Digest) throws -> [CommitRecord] {
        try database.read("reading commits") { try $0.commits(baseModel: baseModel) }
    }

    package func evidence() throws -> [CommitEvidence] {
        try database.read("reading evidence") { try $0.evidence }
    }

    package func openRound(_ announcement: RoundAnnouncement, at: Timestamp) throws {
        try database.write("opening a round") { database in
            let (last, open) = (try database.lastRound, try database.openRound)
            try RoundRecord.checkOpening(announcement.round, lastRound: last, open: open?.number)
            try database.insert(
                RoundRecord(
                    announcement: announcement, phase: .training, openedAt: at, contributors: [], conclusion: nil))
        }
    }

    package func acceptContributions(_ records: [ContributionRecord]) throws {
        try database.write("accepting contributions") { database in
            for record in records {
                let known = try database.contribution(
                    round: record.round, participant: record.contribution.statement.participant)
                guard try database.round(record.round).accepts(record, known: known) else { continue }
                try database.insert(record)
                FaultPoint.reach("writing/one of a batch")
            }
        }
    }

    package func freezeRound(_ round: Int, contributors: [PartyName]) throws {
        try database.write("freezing a round") { database in
            let accepted = try database.contributions(round: round).map(\.contribution.statement.participant)
            guard let frozen = try database.round(round).frozen(contributors, accepted: Set(accepted)) else { return }
            try database.update(frozen)
        }
    }

    package func acceptCommit(_ record: CommitRecord) throws {
        try database.write("accepting a commit") { database in
            let known = try database.commits(round: record.round).first { $0.commit.holder == record.commit.holder }
            guard try database.round(record.round).accepts(record, known: known) else { return }
            try database.insert(record)
        }
    }

    package func saveEvidence(_ evidence: CommitEvidence) throws {
        try database.write("saving evidence") { try $0.insert(evidence) }
    }

    package func acceptShare(_ record: ShareRecord) throws {
        try database.write("accepting shares") { database in
            let known = try database.shares(round: record.round).first {
                $0.holder == record.holder && $0.firstBlock == record.firstBlock
            }
            guard try database.round(record.round).accepts(record, known: known) else { return }
            try database.insert(record)
        }
    }

    package func concludeRound(_ round: Int, _ conclusion: RoundConclusion) throws {
        try database.write("concluding a round") { database in
            guard let concluded = try database.round(round).concluded(conclusion) else { return }
            try database.update(concluded)
            try database.execute(sql: "DELETE FROM share WHERE round = ?", arguments: [round])
        }
    }
}

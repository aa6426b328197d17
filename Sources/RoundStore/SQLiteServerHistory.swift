package import Federation
package import Primitives

/// The server's state while the server may be running: takes no lock, creates and changes nothing.
package final class SQLiteServerHistory: ServerHistory {
    private let database: StateDatabase
    private let blobs: FileBlobReader

    /// - Parameter directory: a state directory.
    /// - Throws: ``StoreError``: `missing` when there is no state, `otherOwner` when it is a participant's, `corrupted`,
    ///   `inputOutput`, `newerSchema`.
    package init(at directory: String) throws {
        if let owner = try StateDirectory.owner(at: directory), !StateDirectory.isServer(owner) {
            throw StoreError.otherOwner(path: directory, expected: "a server", found: owner)
        }
        database = try StateDatabase(
            reading: StateDirectory.databasePath(in: directory), schema: ServerSchema.migrator)
        blobs = FileBlobReader(folder: StateDirectory.blobsPath(in: directory))
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

    package func blob(_ name: BlobName) throws -> [UInt8] { try blobs.blob(name) }

    package func blob(_ name: BlobName, offset: Int, count: Int) throws -> (bytes: [UInt8], total: Int) {
        try blobs.blob(name, offset: offset, count: count)
    }

    package func hasBlob(_ name: BlobName) throws -> Bool { try blobs.hasBlob(name) }
}

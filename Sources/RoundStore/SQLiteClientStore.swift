package import Federation
import GRDB
package import Primitives
import ProgramBasics

/// A participant's state in SQLite and files, with copies of its newest and its best model where a mail filter finds them
/// without the database.
package final class SQLiteClientStore: ClientStore, BlobForwarding {
    package let blobs: FileBlobStore
    let database: StateDatabase
    private let directory: StateDirectory

    /// Opens the state in a directory, beginning a new one where there is none.
    ///
    /// - Throws: ``StoreError``: `corrupted`, `inputOutput`, `newerSchema`.
    package init(_ directory: StateDirectory) throws {
        self.directory = directory
        database = try StateDatabase(
            path: directory.databasePath, schema: ClientSchema.migrator, isExpected: directory.isClaimed)
        blobs = try FileBlobStore(folder: directory.blobsPath, staging: directory.stagingPath)
        try directory.claim()
        // Of what an earlier version took for the best; a filter would prefer it.
        if try bestModel() == nil { try directory.removeFile(StateFiles.bestModel) }
    }

    /// Ends the use of the store and gives up its directory.
    package func close() throws {
        try database.close()
        directory.close()
    }

    package func contribution(announcement: Digest) throws -> OwnContribution? {
        try database.read("reading an own contribution") { try $0.ownContribution(announcement) }
    }

    package func saveContribution(_ contribution: OwnContribution) throws {
        try database.write("saving an own contribution") { database in
            let known = try database.ownContribution(contribution.announcement)
            guard try contribution.isNew(beside: known) else { return }
            try database.insert(contribution)
        }
    }

    package func settleContribution(announcement: Digest, _ settlement: OwnContribution.State) throws {
        try database.write("settling an own contribution") { database in
            guard let known = try database.ownContribution(announcement) else {
                throw StoreError.missing(OwnContribution.missing(announcement))
            }
            try database.update(known.settled(settlement))
        }
    }

    package func contributions(before round: Int) throws -> [OwnContribution] {
        try database.read("reading own contributions") { try $0.ownContributions(before: round) }
    }

    package func announcement(round: Int) throws -> SignedAnnouncement? {
        try database.read("reading an announcement") { try $0.announcement(round: round) }
    }

    package func saveAnnouncement(_ announcement: SignedAnnouncement) throws {
        try database.write("saving an announcement") { try $0.insert(announcement) }
    }

    package func verifiedHeads() throws -> [ChainHead] {
        try database.read("reading the chain") { try $0.verifiedHeads }
    }

    package func saveVerified(_ head: ChainHead) throws {
        try database.write("saving a verified round") { database in
            guard try head.isNew(beside: database.verifiedHeads.last) else { return }
            try database.insert(head)
        }
    }

    package func instance() throws -> InstanceID {
        try database.read("reading the instance") { try $0.instance }
    }

    package func commitments() throws -> [HolderMachine.Commitment] {
        try database.read("reading commitments") { try $0.commitments }
    }

    package func saveCommitment(_ commitment: HolderMachine.Commitment) throws {
        try database.write("saving a commitment") { database in
            guard try commitment.isNew(beside: database.commitments) else { return }
            try database.insert(commitment)
        }
    }

    package func roster() throws -> (content: [UInt8], signature: [UInt8])? {
        try database.read("reading the roster") { try $0.roster }
    }

    package func saveRoster(content: [UInt8], signature: [UInt8]) throws {
        try database.write("saving the roster") { try $0.replaceRoster(content: content, signature: signature) }
    }

    package func acceptedRoster() throws -> Int? {
        try database.read("reading the accepted roster") { try $0.acceptedRoster }
    }

    package func saveAcceptedRoster(_ number: Int) throws {
        try database.write("saving the accepted roster") { try $0.replaceAcceptedRoster(number) }
    }

    package func newestModel() throws -> (digest: Digest, published: Int)? {
        try database.read("reading the newest model") { try $0.newestModel }
    }

    package func saveNewestModel(_ digest: Digest, published: Int) throws {
        try copyModel(digest, to: StateFiles.newestModel)
        try database.write("saving the newest model") { try $0.replaceNewestModel(digest, published: published) }
    }

    package func bestModel() throws -> (digest: Digest, errorRate: Double)? {
        try database.read("reading the best model") { try $0.bestModel }
    }

    package func saveBestModel(_ digest: Digest, errorRate: Double) throws {
        try copyModel(digest, to: StateFiles.bestModel)
        try database.write("saving the best model") { try $0.replaceBestModel(digest, errorRate: errorRate) }
    }

    private func copyModel(_ digest: Digest, to file: String) throws {
        guard try hasBlob(.model(digest)) else { return }
        try directory.replaceFile(file, with: blob(.model(digest)))
    }
}

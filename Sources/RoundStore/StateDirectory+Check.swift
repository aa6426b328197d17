package import Federation
import GRDB
package import Primitives

extension StateDirectory {
    /// What is odd about a directory that a program is about to use; nil when nothing is.
    ///
    /// - Parameter initialModel: what a server's first round begins with.
    /// - Throws: ``StoreError`` when it cannot be used: another's, damaged, of a newer version. That another process has it
    ///   is no such error: it may be the program itself, already at work.
    package static func oddity(
        at path: String, federation: PartyName, name: PartyName?, initialModel: Digest? = nil
    ) throws -> String? {
        var oddity: String?
        do {
            try StateDirectory(at: path, federation: federation, name: name).close()
        } catch StoreError.locked(_, let process) {
            oddity = "\(path) is in use by \(process.map { "process \($0)" } ?? "another process"): it runs already"
        }
        if try owner(at: path) != nil { try checkContents(at: path, isServer: name == nil, initialModel) }
        return oddity
    }

    /// Whose directory it is; nil when no store has been there.
    static func owner(at path: String) throws -> String? {
        guard let file = try FileDescriptor.existing("\(path)/owner") else { return nil }
        return try text(of: file)
    }

    /// Reads what a start needs: the database, and of a server the newest model.
    private static func checkContents(at path: String, isServer: Bool, _ initialModel: Digest?) throws {
        let schema = isServer ? ServerSchema.migrator : ClientSchema.migrator
        let database = try StateDatabase(checking: databasePath(in: path), schema: schema)
        guard isServer, try database.read("checking", schema.hasCompletedMigrations) else { return }
        let newest = try database.read("reading where the rounds are") { try $0.snapshot.model }
        let blobs = FileBlobReader(folder: blobsPath(in: path))
        if let newest { _ = try blobs.blob(.model(newest)) }
        // One that is missing is made at the start.
        if let initialModel, newest == nil, try blobs.hasBlob(.model(initialModel)) {
            _ = try blobs.blob(.model(initialModel))
        }
    }
}

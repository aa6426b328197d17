/// Bytes on their way to becoming a blob; discarded unless committed.
///
/// After ``commit(as:)``, whether it succeeded or not, and after ``discard()`` there is nothing left to use: appending,
/// reading and committing throw ``StoreError/missing(_:)``.
package protocol StagedBlob: AnyObject, Sendable {
    /// Bytes appended so far.
    var byteCount: Int { get }

    /// Adds bytes at the end. Not durable.
    func append(_ bytes: [UInt8]) throws

    /// Everything appended so far.
    func contents() throws -> [UInt8]

    /// Makes the bytes durable under `name`, replacing what was there: synced, then renamed, then the folder synced.
    func commit(as name: BlobName) throws

    /// Forgets the bytes.
    func discard()
}

extension StoreError {
    static let goneBlob = StoreError.missing("a staged blob that was committed or discarded")
}

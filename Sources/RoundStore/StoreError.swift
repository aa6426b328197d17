/// What can go wrong with the state directory. Each is one line: what, where, what to do.
package enum StoreError: Error, Equatable, Sendable {
    /// Something else was stored under this name before.
    case conflict(String)
    /// A file or table does not hold what it should.
    case corrupted(path: String, reason: String)
    /// The disk refused: full, read-only, no permission.
    case inputOutput(path: String, reason: String)
    /// Another process has the directory.
    case locked(path: String, process: Int?)
    /// There is no such thing.
    case missing(String)
    /// The directory was written by a later version.
    case newerSchema(path: String, found: String)
    /// The directory belongs to another federation or participant.
    case otherOwner(path: String, expected: String, found: String)
}

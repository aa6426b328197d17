extension StoreError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .conflict(let what): "\(what); what was stored before stays"
        case .corrupted(let path, let reason):
            "\(path) is damaged: \(reason); put an intact copy back (docs/operations.md, Backup and restore)"
        case .inputOutput(let path, let reason):
            "cannot use \(path): \(reason); check the free space and the permissions, then start again"
        case .locked(let path, let process):
            "\(path) is in use by \(process.map { "process \($0)" } ?? "another process"); "
                + "stop that one or choose another directory with --state"
        case .missing(let what): "\(what) is not in the state directory; check --state and --kit"
        case .newerSchema(let path, let found):
            "\(path) was written by a newer version (\(found)); install that version "
                + "or choose another directory with --state"
        case .otherOwner(let path, let expected, let found):
            "\(path) belongs to \(found), not to \(expected); choose another directory with --state"
        }
    }
}

import Federation

@testable import RoundStore

/// The implementations that one suite of tests holds for.
enum StoreKind: CaseIterable, Sendable {
    case memory, sqlite
}

/// A server's store that can be closed and opened again.
final class ServerBench {
    private(set) var store: any ServerStore
    private let folder: TemporaryFolder

    init(_ kind: StoreKind, in folder: TemporaryFolder) throws {
        self.folder = folder
        store =
            switch kind {
            case .memory: MemoryServerStore()
            case .sqlite: try Self.open(folder.path)
            }
    }

    func reopen() throws {
        guard let open = store as? SQLiteServerStore else { return }
        try open.close()
        store = try Self.open(folder.path)
    }

    /// The store in a state directory of the federation `office`.
    static func open(_ path: String) throws -> SQLiteServerStore {
        try SQLiteServerStore(StateDirectory(at: path + "/state", federation: Samples.name("office"), name: nil))
    }
}

/// A participant's store that can be closed and opened again.
final class ClientBench {
    private(set) var store: any ClientStore
    private let folder: TemporaryFolder

    init(_ kind: StoreKind, in folder: TemporaryFolder) throws {
        self.folder = folder
        store =
            switch kind {
            case .memory: MemoryClientStore()
            case .sqlite: try Self.open(folder.path)
            }
    }

    func reopen() throws {
        guard let open = store as? SQLiteClientStore else { return }
        try open.close()
        store = try Self.open(folder.path)
    }

    /// Alice's store in a state directory of the federation `office`.
    static func open(_ path: String) throws -> SQLiteClientStore {
        try SQLiteClientStore(
            StateDirectory(at: path + "/state", federation: Samples.name("office"), name: Samples.name("alice")))
    }
}

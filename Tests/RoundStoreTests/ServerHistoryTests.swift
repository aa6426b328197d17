import Federation
import Foundation
import Testing

@testable import RoundStore

/// Reading beside a running server.
struct ServerHistoryTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/state" }

    init() throws { folder = try TemporaryFolder() }

    @Test("A reader follows a running server, and goes on when it stops")
    func follows() throws {
        let store = try ServerBench.open(folder.path)
        let history = try SQLiteServerHistory(at: path)
        for round in 1...3 {
            try store.run(round, to: .published)
            #expect(try history.rounds() == store.rounds())
            #expect(try history.snapshot() == store.snapshot())
        }
        try store.saveBlob([1, 2, 3], as: .transcript(round: 3))
        #expect(try history.blob(.transcript(round: 3)) == [1, 2, 3])
        #expect(try history.blob(.transcript(round: 3), offset: 1, count: 1) == ([2], 3))
        #expect(try !history.hasBlob(.transcript(round: 4)))
        let bob = try Samples.name("bob")
        #expect(try history.contribution(round: 2, participant: bob) == Samples.contribution("bob", round: 2))
        try store.close()
        #expect(try history.rounds().count == 3)
    }

    @Test("Reading creates and changes no file, whether the server stopped or was killed", arguments: [true, false])
    func changesNothing(_ stopped: Bool) throws {
        let store = try ServerBench.open(folder.path)
        try store.run(1, to: .published)
        if stopped { try store.close() }
        let copy = folder.path + "/copy"
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        let before = try files(below: copy)
        let database = try load(copy + "/state.sqlite")
        do {
            let history = try SQLiteServerHistory(at: copy)
            #expect(try history.rounds().map(\.phase) == [.published])
        }
        #expect(try files(below: copy) == before)
        #expect(try load(copy + "/state.sqlite") == database)
    }

    @Test("Where there is no state there is an error, and still no file")
    func missing() throws {
        #expect(throws: StoreError.missing(path + "/state.sqlite")) { try SQLiteServerHistory(at: path) }
        #expect(try files(below: folder.path).isEmpty)
        try save(Data(), folder.path + "/state.sqlite")
        #expect(throws: StoreError.missing("a record of rounds")) { try SQLiteServerHistory(at: folder.path) }
    }
}

private func == (left: (bytes: [UInt8], total: Int), right: ([UInt8], Int)) -> Bool {
    left.bytes == right.0 && left.total == right.1
}

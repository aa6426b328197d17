import BigNumber
import Federation
import Foundation
import GrokTesting
import Primitives
import RoundStore
import Testing

@testable import GrokServer

/// The server's memory grows with the model, not with the number of participants times the model.
@Suite struct MemoryTests {
    /// Staged bodies are files; what the node keeps of a contribution is what was signed.
    @Test func nodeHoldsNoBodies() throws {
        let few = try Held(participants: 3)
        let many = try Held(participants: 12)
        #expect(few.body > 20_000)
        #expect(many.whileUploading < few.whileUploading + few.body)
        #expect(many.whileDecrypting < few.whileDecrypting + few.body)
        // The sum and what holders fetch of it, but not one contribution more.
        #expect(many.whileDecrypting < 4 * many.body)
        #expect(many.staged == 12 * many.body / 2)
    }

    private struct Held {
        let body: Int
        /// Bytes that the node holds with everybody half through.
        let whileUploading: Int
        /// Bytes that the node holds with the sum made and every holder asked.
        let whileDecrypting: Int
        /// Bytes that lay in files while uploading.
        let staged: Int

        init(participants: Int) throws {
            let folder = try TemporaryFolder()
            let names = (1...participants).map { "p\($0)" }
            let state = try StateDirectory(at: folder.path, federation: PartyName("test-federation"), name: nil)
            let store = try SQLiteServerStore(state)
            let bench = try ServerBench(names, rows: 8192, minimumContributors: participants, store: store)
            let connections = try bench.connectAll()
            let announcement = try bench.announcement
            let contributions = try bench.names.map { try bench.contribution(of: $0, to: announcement) }
            body = contributions[0].body.count
            for (contribution, connection) in zip(contributions, connections) {
                try bench.announce(contribution.signed, on: connection)
                try bench.send(contribution.body.prefix(body / 2), of: contribution, at: 0, on: connection)
            }
            whileUploading = heldBytes(bench.node)
            staged = try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/tmp")
                .map { try Data(contentsOf: URL(filePath: "\(folder.path)/tmp/\($0)")).count }.reduce(0, +)
            for (contribution, connection) in zip(contributions, connections) {
                try bench.send(contribution.body.dropFirst(body / 2), of: contribution, at: body / 2, on: connection)
            }
            try bench.finishJobs()
            #expect(try bench.phase(1) == .decrypting)
            try bench.commitAll(connections)
            whileDecrypting = heldBytes(bench.node)
            try store.close()
        }
    }
}

/// Bytes in arrays of bytes and limbs below a value, however deep; stores and federation documents left out.
private func heldBytes(_ value: Any) -> Int {
    switch value {
    case let bytes as [UInt8]: return bytes.count
    case let limbs as [UInt]: return limbs.count * MemoryLayout<UInt>.size
    case is any ServerStore, is any StagedBlob, is ServerFederation, is RoundLog: return 0
    default: return Mirror(reflecting: value).children.reduce(0) { $0 + heldBytes($1.value) }
    }
}

import BigNumber
import Foundation
import Testing

@testable import Paillier

/// The independent implementation reads what this code writes.
@Suite(.enabled(if: PythonPaillier.hasPython)) struct ThresholdExchangeTests {
    private static func check(_ files: [ThresholdVectorFile]) throws -> (status: Int32, output: String) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "grok-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var paths: [String] = []
        for (index, file) in files.enumerated() {
            let path = folder.appending(path: "\(index).json")
            try JSONEncoder().encode(file).write(to: path)
            paths.append(path.path())
        }
        let script = ThresholdVectorFile.folder.appending(path: "check_swift.py").path()
        return try PythonPaillier.run(paths, script: script)
    }

    private static func write(
        bits: Int = 512, holders: Int = 3, threshold: Int = 2, exponents: ExponentLength = .short
    ) throws -> ThresholdVectorFile {
        try ThresholdExchange(
            bits: bits, holders: holders, threshold: threshold, layout: BlockLayout(blocks: 3, positionsPerBlock: 2),
            exponents: exponents
        ).write(contributors: ["Zoë", "bob", "alice"])
    }

    @Test("fresh keys, contributions, shares and sums are found right")
    func agrees() throws {
        let result = try Self.check([
            Self.write(), Self.write(bits: 576, holders: 5, threshold: 3, exponents: .full),
            Self.write(holders: 4, threshold: 4, exponents: .half), Self.write(holders: 1, threshold: 1),
        ])
        #expect(result.status == 0, "\(result.output)")
        #expect(result.output.components(separatedBy: "agrees").count == 5, "\(result.output)")
    }

    @Test("a file in which anything was changed is found wrong, and where")
    func refuses() throws {
        let honest = try Self.write()
        var files: [(ThresholdVectorFile, String)] = []
        func change(_ expected: String, _ change: (inout ThresholdVectorFile) -> Void) {
            var file = honest
            change(&file)
            files.append((file, expected))
        }
        change("key: ") { $0.key.targets.swapAt(0, 1) }
        change("key: ") { $0.key.verification.swapAt(1, 2) }
        change("share of 2 is not its own") { $0.key.secretBlocks[1] = $0.key.secretBlocks[0] }
        change("contribution of bob") { $0.round.contributions[1].u.swapAt(0, 1) }
        change("contribution of alice") { $0.round.contributions[2].v[3] = $0.round.contributions[2].v[3] + 1 }
        change("contribution of Zo") { $0.round.contributions[0].z = $0.round.contributions[0].z + 1 }
        change("contribution of Zo") { $0.round.contributions[0].plaintexts[0] = 1 }
        change("sum: ") { $0.round.sum.plaintexts[4] = $0.round.sum.plaintexts[4] + 1 }
        change("share of holder 3") { $0.round.shares[2].w.swapAt(2, 3) }
        change("share of holder 1") { $0.round.shares[0].z = $0.round.shares[0].z + 1 }
        let result = try Self.check(files.map(\.0))
        let lines = result.output.split(separator: "\n")
        #expect(result.status == 1)
        for (index, (_, expected)) in files.enumerated() {
            let found = lines.filter { $0.hasPrefix("\(index).json: ") }
            #expect(found.contains { $0.contains(expected) }, "change \(index): \(found)")
        }
    }
}

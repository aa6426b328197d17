import Foundation
import FuzzTargets
import Testing

/// Bytes that fuzzing began with and what it found: read, each, in time and without a trap.
@Suite(.timeLimit(.minutes(30))) struct CaseTests {
    /// A file of Cases, in the folder of its target.
    struct Case: CustomTestStringConvertible, Sendable {
        let target: FuzzTarget
        let file: URL

        var testDescription: String { "\(target.rawValue)/\(file.lastPathComponent)" }

        static let all = FuzzTarget.allCases.flatMap { target in
            let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
                path: "Cases/\(target.rawValue)")
            let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            return (files ?? []).sorted { $0.path() < $1.path() }.map { Case(target: target, file: $0) }
        }
    }

    @Test(arguments: Case.all) func isReadOrRefused(_ found: Case) throws {
        found.target.read(Array(try Data(contentsOf: found.file)))
    }

    @Test(arguments: FuzzTarget.allCases) func everyTargetHasCases(_ target: FuzzTarget) {
        #expect(Case.all.contains { $0.target == target })
    }
}

import Foundation
import Testing

/// docs/operations.md explains what there is.
@Suite struct DocumentationTests {
    private let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")

    private func operations() throws -> String {
        try String(contentsOf: root.appending(path: "docs/operations.md"), encoding: .utf8)
    }

    private func sources() throws -> [String] {
        let folder = root.appending(path: "Sources").standardizedFileURL
        let names = try #require(FileManager.default.enumerator(atPath: folder.path)).compactMap { $0 as? String }
        return try names.filter { $0.hasSuffix(".swift") }
            .map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
    }

    @Test func everyEventIsExplained() throws {
        let text = try operations()
        let events = try sources().flatMap { source in
            source.matches(of: /(?:event\(\s*|"event": )"([a-z]+\.[a-z-]+)"/).map { String($0.output.1) }
        }
        #expect(Set(events).count > 30)
        let missing = Set(events).filter { !text.contains("`\($0)`") }
        #expect(missing.isEmpty)
    }

    @Test func everyMetricIsExplained() throws {
        let text = try operations()
        for line in Views.site().text("/metrics").split(separator: "\n") where line.hasPrefix("# TYPE grok_") {
            let name = String(line.split(separator: " ")[2])
            let isThere = text.contains("`\(name)")
            #expect(isThere, "\(name)")
        }
    }

    @Test func everyPhaseIsExplained() throws {
        let text = try operations()
        for phase in ["accept", "verify", "persist", "sum", "decrypt", "publish"] {
            let isThere = text.contains("| `\(phase)` |")
            #expect(isThere, "\(phase)")
        }
    }
}

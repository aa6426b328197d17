import Dispatch
import Foundation
import Testing

@testable import RoundStore

@Suite struct FolderTests {
    @Test(arguments: [
        ("/a/b", "/a"), ("/a/b/", "/a"), ("/a//b", "/a"), ("/a", "/"), ("/", "/"), ("//", "/"), ("a/b", "a"),
        ("state", "."), ("s", "."), ("s/", "."), ("ä/\u{301}", "ä"), ("", "."),
    ])
    func theFolderAbove(path: String, parent: String) { #expect(Folder.parent(of: path) == parent) }

    /// Participants that start together on one machine share the folders above their states.
    @Test func manyMakeOneFolder() throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "grok-test-\(UUID().uuidString)").path()
        defer { try? FileManager.default.removeItem(atPath: root) }
        for round in 0..<50 {
            DispatchQueue.concurrentPerform(iterations: 8) { number in
                #expect(throws: Never.self) { try Folder.create("\(root)/\(round)/a/b/\(number)") }
            }
        }
    }
}

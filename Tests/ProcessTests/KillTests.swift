import Foundation
import Testing

/// `kill -9` at every message boundary, transaction and file of a round: what was acknowledged counts, once, and nobody
/// breaks its word.
@Suite(.timeLimit(.minutes(10))) struct KillTests {
    /// Runs at a time: each is four processes that mostly wait for each other.
    private static let width = 4

    @Test(arguments: Victim.allCases)
    func nothingIsLostWhereverItCrashes(victim: Victim) async throws {
        var points: [String] = []
        try await Site.with { points = try await $0.faultPoints(of: victim) }
        for boundary in ["received/", "handled/", "sending/", "sent/", "writing/", "written/", "naming/", "named/"] {
            #expect(points.contains { $0.hasPrefix(boundary) })
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, point) in points.enumerated() {
                if number >= Self.width { try await group.next() }
                group.addTask { try await Site.with { try await $0.crash(victim, at: point) } }
            }
            try await group.waitForAll()
        }
    }
}

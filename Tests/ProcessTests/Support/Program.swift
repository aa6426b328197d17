import Foundation

/// The programs of the house.
enum Program: String, CaseIterable, Sendable {
    case client = "grok-client"
    case lab = "grok-lab"
    case participant = "grok-participant"
    case provision = "grok-provision"
    case server = "grok-server"

    /// They stand beside the bundle of these tests.
    var path: String {
        let test = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
        return URL(filePath: test).deletingLastPathComponent().appending(path: rawValue).path()
    }
}

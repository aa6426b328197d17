import Foundation

/// A competitor in a process of its own, which runs a workload whenever it is told to.
final class Peer {
    /// What it calls itself, with its version.
    let title: String
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var unread = Data()

    /// Starts `script`; nil where Python or a library that it needs is missing.
    init?(python: String, script: String, arguments: [String]) {
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [python, script] + arguments
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil, let first = Self.line(output, &unread) else { return nil }
        title = first
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// The seconds that a workload took; nil where the competitor has none of this name.
    func run(_ workload: String) -> Double? {
        guard (try? input.fileHandleForWriting.write(contentsOf: Data("\(workload)\n".utf8))) != nil else { return nil }
        return Self.line(output, &unread).flatMap(Double.init)
    }

    private static func line(_ pipe: Pipe, _ unread: inout Data) -> String? {
        while true {
            if let end = unread.firstIndex(of: 10) {
                defer { unread = Data(unread[(end + 1)...]) }
                return String(decoding: unread[..<end], as: UTF8.self)
            }
            let chunk = pipe.fileHandleForReading.availableData
            if chunk.isEmpty { return nil }
            unread += chunk
        }
    }
}

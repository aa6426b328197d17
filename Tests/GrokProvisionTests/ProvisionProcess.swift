import Foundation

/// A running `grok-provision`.
final class ProvisionProcess {
    private let process = Process()
    private let (output, errors) = (Pipe(), Pipe())
    private var firstErrors = Data()

    init(_ arguments: [String], in directory: String) throws {
        process.executableURL = Self.executable
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: directory)
        process.standardOutput = output
        process.standardError = errors
        try process.run()
    }

    /// The program stands beside the bundle of these tests.
    private static var executable: URL {
        let test = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
        return URL(filePath: test).deletingLastPathComponent().appending(path: "grok-provision")
    }

    /// Waits for the first text on standard error.
    func firstError() -> String {
        firstErrors = errors.fileHandleForReading.availableData
        return String(decoding: firstErrors, as: UTF8.self)
    }

    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// Waits for the end. What such a short program writes fits in a pipe.
    func finish() -> (status: Int32, output: String, errors: String) {
        let written = output.fileHandleForReading.readDataToEndOfFile()
        let complained = firstErrors + errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (
            process.terminationStatus, String(decoding: written, as: UTF8.self),
            String(decoding: complained, as: UTF8.self)
        )
    }
}

import Foundation

/// A contender in a process of its own, as the one that times it sees it.
final class ContenderProcess {
    let entrant: Entrant
    let greeting: Greeting
    private let process: Process
    private let input: FileHandle
    private var lines: LineReader

    /// Starts it, and waits until it is ready.
    ///
    /// - Throws: `LeftOut`.
    init(_ entrant: Entrant, _ settings: Settings) throws {
        let (process, input, output) = (Process(), Pipe(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = entrant.command(settings)
        process.standardInput = input
        process.standardOutput = output
        process.standardError = settings.isVerbose ? FileHandle.standardError : FileHandle.nullDevice
        do { try process.run() } catch { throw LeftOut(reason: "\(error)") }
        self.entrant = entrant
        self.process = process
        self.input = input.fileHandleForWriting
        lines = LineReader(output.fileHandleForReading)
        guard let line = lines.next() else { throw LeftOut(reason: "\(entrant.program(settings)) does not start") }
        guard let greeting = try? JSONDecoder().decode(Greeting.self, from: line) else {
            let answer = try? JSONDecoder().decode(Answer.self, from: line)
            throw LeftOut(reason: answer?.error ?? "it does not greet")
        }
        self.greeting = greeting
    }

    /// Whether it has a step.
    func has(_ step: Step) -> Bool { greeting.steps.contains(step.rawValue) }

    /// Has it run a step.
    ///
    /// - Throws: `LeftOut`.
    func measure(_ step: Step) throws -> Elapsed {
        try input.write(contentsOf: Data("\(step.rawValue)\n".utf8))
        guard let line = lines.next() else { throw LeftOut(reason: "it ended at the step \(step.rawValue)") }
        let answer = try JSONDecoder().decode(Answer.self, from: line)
        guard let elapsed = answer.elapsed else { throw LeftOut(reason: answer.error ?? "it does not answer") }
        return elapsed
    }

    /// Ends it.
    func end() throws {
        try input.close()
        process.waitUntilExit()
    }
}

/// Why an entrant is not in the results.
struct LeftOut: Error, CustomStringConvertible {
    let reason: String
    var description: String { reason }
}

/// Lines of a pipe.
private struct LineReader {
    private let handle: FileHandle
    private var buffer = Data()

    init(_ handle: FileHandle) { self.handle = handle }

    /// The next line, without its end; nil after the last.
    mutating func next() -> Data? {
        while true {
            if let end = buffer.firstIndex(of: 0x0A) {
                defer { buffer = Data(buffer[(end + 1)...]) }
                return Data(buffer[..<end])
            }
            // `read(upToCount:)` would wait until it has as much as that.
            let more = handle.availableData
            guard !more.isEmpty else { return nil }
            buffer += more
        }
    }
}

import Foundation
import Synchronization
import Testing

/// A running program: a test waits for its lines and for its end, and nobody waits for ever.
///
/// Spawned by hand, since several tests start programs at once: no descriptor of this process leaks into another's child
/// (a pipe would stay open), and signals that a test ignores are not ignored there.
final class ChildProcess: Sendable {
    /// How a program ended.
    struct Ending: Sendable {
        /// The exit status; the negative number of the signal that killed it.
        let status: Int32
        let output: [String]
        let errors: [String]

        /// What it said on standard error besides its log.
        var complaints: [String] { errors.filter { !$0.hasPrefix("{") } }
    }

    let identifier: pid_t
    let output: LineLog
    let errors: LineLog
    private let status = Promise<Int32>()
    private let isReaped = Mutex(false)

    /// A program that runs for so long hangs: no test needs it for more than a few seconds.
    private static let deadline = DispatchTimeInterval.seconds(150)

    init(_ command: [String], environment: [String: String], directory: String) throws {
        let outputs = try Descriptors()
        let complaints = try Descriptors()
        identifier = try Spawn(command, environment: environment, directory: directory)
            .run(output: outputs.writing, errors: complaints.writing)
        output = LineLog(reading: outputs.handOver())
        errors = LineLog(reading: complaints.handOver())
        Thread.detachNewThread { self.reap() }
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.deadline) { [weak self] in self?.send(SIGKILL) }
    }

    /// Sends a signal, unless the program has ended.
    func send(_ signal: Int32) {
        isReaped.withLock { if !$0 { _ = kill(identifier, signal) } }
    }

    /// Waits for the end.
    func ending() async -> Ending {
        let (output, errors) = (await output.all(), await errors.all())
        return Ending(status: await status.value(), output: output, errors: errors)
    }

    /// Waits for a line of the log.
    ///
    /// - Throws: ``Missing`` when the program ends without it.
    @discardableResult
    func event(
        _ name: String, of participant: String? = nil, containing text: String = "",
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> LogLine {
        let line = await errors.first { line in
            let line = LogLine(line)
            return line?.event == name && (participant == nil || line?.participant == participant)
                && (text.isEmpty || line?.message.contains(text) == true)
        }
        if let found = line.flatMap(LogLine.init) { return found }
        let lines = await errors.all()
        Issue.record("no \(name) \(text) in\n\(lines.joined(separator: "\n"))", sourceLocation: sourceLocation)
        throw Missing(event: name)
    }

    /// A program that ended without saying what was waited for.
    struct Missing: Error {
        let event: String
    }

    /// The number of the process stays its own until it is reaped, so that no signal reaches another.
    private func reap() {
        var information = siginfo_t()
        while waitid(P_PID, id_t(identifier), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        var status: Int32 = 0
        isReaped.withLock { isReaped in
            while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
            isReaped = true
        }
        // wait(2): the low seven bits are the signal, the next byte the status.
        let signal = status & 0x7f
        self.status.fulfil(signal == 0 ? status >> 8 & 0xff : -signal)
    }
}

import Foundation

/// A program that runs beside this one.
///
/// Foundation's `Process` waits for children with select(2), which does not know descriptors beyond 1,023, and a
/// thousand participants have more.
final class Program {
    let identifier: pid_t
    private(set) var hasEnded = false

    /// Starts it.
    ///
    /// - Parameters:
    ///   - settings: variables beside those of this process.
    ///   - output: the file that standard output and standard error are appended to.
    /// - Throws: ``SimulationError/serverMissing(path:reason:)``.
    init(_ path: String, _ arguments: [String], settings: [String: String] = [:], output: String) throws {
        let environment = ProcessInfo.processInfo.environment.merging(settings) { $1 }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var identifier: pid_t = 0
        let status = Self.withPointers([path] + arguments) { arguments in
            Self.withPointers(environment.map { "\($0)=\($1)" }) { environment in
                posix_spawn(&identifier, path, &actions, nil, arguments, environment)
            }
        }
        guard status == 0 else {
            throw SimulationError.serverMissing(path: path, reason: String(cString: strerror(status)))
        }
        self.identifier = identifier
    }

    deinit { kill() }

    /// Whether it runs still.
    var isRunning: Bool {
        reap(WNOHANG)
        return !hasEnded
    }

    /// Ends it without a word, as a crash does.
    func kill() {
        guard isRunning else { return }
        Foundation.kill(identifier, SIGKILL)
        wait()
    }

    /// Waits for its end.
    func wait() { reap(0) }

    private func reap(_ options: Int32) {
        guard !hasEnded else { return }
        var outcome: pid_t
        repeat { outcome = waitpid(identifier, nil, options) } while outcome < 0 && errno == EINTR
        hasEnded = outcome != 0
    }

    private static func withPointers<Result>(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let pointers = texts.map { strdup($0) }
        defer { pointers.forEach { free($0) } }
        return body(pointers + [nil])
    }
}

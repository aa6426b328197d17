import Foundation

/// Starts a program with standard streams of its own, and with no other descriptor, signal mask or ignored signal of
/// this process.
struct Spawn {
    private let command: [String]
    private let environment: [String]

    init(_ command: [String], environment: [String: String], directory: String) {
        self.command = ["env", "-C", directory] + command
        self.environment = environment.map { "\($0.key)=\($0.value)" }.sorted()
    }

    func run(output: Int32, errors: Int32) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
        // Pipes of other tests, which would stay open; closing what is not open does no harm.
        for descriptor in (STDERR_FILENO + 1)..<256 { posix_spawn_file_actions_addclose(&actions, descriptor) }
        var attributes = try signalsByDefault()
        defer { posix_spawnattr_destroy(&attributes) }
        return try spawn(&actions, &attributes)
    }

    private func signalsByDefault() throws -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        return attributes
    }

    private func spawn(
        _ actions: inout posix_spawn_file_actions_t, _ attributes: inout posix_spawnattr_t
    ) throws -> pid_t {
        let arguments = command.map { strdup($0) } + [nil]
        let variables = environment.map { strdup($0) } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var identifier: pid_t = 0
        let result = posix_spawnp(&identifier, command[0], &actions, &attributes, arguments, variables)
        guard result == 0 else { throw POSIXError(POSIXErrorCode(rawValue: result) ?? .EIO) }
        return identifier
    }
}

import Foundation

/// A disk in memory that only the process that is started in its wrapper sees, gone with it.
struct PrivateDisk {
    private let path: String
    /// A command that mounts the disk and becomes what follows.
    let wrapper: [String]

    /// - Parameter options: of mount(8), such as `size=64k`.
    init(at path: String, options: String) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        self.path = path
        wrapper = Self.command(at: path, options: options)
    }

    /// Takes all the room that is left on the disk of a process.
    func fill(of process: ChildProcess) throws {
        let file = open("/proc/\(process.identifier)/root\(path)/ballast", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        defer { close(file) }
        let block = [UInt8](repeating: 0, count: 4096)
        while write(file, block, block.count) > 0 {}
        guard errno == ENOSPC else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    }

    /// Whether this user may have a mount namespace: root, or where user namespaces are allowed to everybody.
    static let isPossible: Bool = {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command(at: "/tmp", options: "size=64k") + ["true"]
        process.standardError = nil
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    private static func command(at path: String, options: String) -> [String] {
        let script = "mount -t tmpfs -o \(options) grok \(path) && exec \"$@\""
        return ["unshare", "--mount", "--map-root-user", "sh", "-c", script, "sh"]
    }
}

import Foundation

/// A hosts file that only the processes see that are started in its wrapper.
struct PrivateHosts {
    private let path: String
    /// A command that puts the file in the place of /etc/hosts and becomes what follows.
    let wrapper: [String]

    /// The file, with one name. Whether it can be mounted, ``PrivateDisk/isPossible`` says.
    init(at path: String, _ name: String, means address: String) throws {
        self.path = path
        let script = "mount --bind \(path) /etc/hosts && exec \"$@\""
        wrapper = ["unshare", "--mount", "--map-root-user", "sh", "-c", script, "sh"]
        try write(name, address)
    }

    /// The name means another address from now on, also to processes that run.
    func change(_ name: String, to address: String) throws { try write(name, address) }

    /// In place: what is mounted is this very file, not its name.
    private func write(_ name: String, _ address: String) throws {
        try Data("\(address) \(name)\n".utf8).write(to: URL(filePath: path), options: [])
    }
}

import Federation
import Foundation
import GrokProvision
import Primitives
import Synchronization

/// A directory of its own for one test, with the kits of a federation and mail, where programs run until the test ends.
final class Site: Sendable {
    let path: String
    let federation: ProvisionedFederation
    private let children = Mutex<[ChildProcess]>([])
    private let ports = Mutex<[ReservedPort]>([])

    private init(_ office: Office) throws {
        federation = office.federation
        path = FileManager.default.temporaryDirectory.appending(path: "grok-test-\(UUID().uuidString)").path()
        for folder in ["kits", "mail"] {
            try FileManager.default.createDirectory(atPath: "\(path)/\(folder)", withIntermediateDirectories: true)
        }
        for (name, bytes) in office.files { try write(bytes, to: name) }
    }

    /// Runs a test in a new site, and removes it with everything that still runs there.
    static func with(
        _ office: Office? = nil, _ body: (Site) async throws -> Void
    ) async throws {
        let site = try Site(office ?? .shared())
        let result: Result<Void, any Error>
        do { result = .success(try await body(site)) } catch { result = .failure(error) }
        await site.close()
        try result.get()
    }

    private func close() async {
        let running = children.withLock { $0 }
        for child in running { child.send(SIGKILL) }
        for child in running { _ = await child.ending() }
        try? FileManager.default.removeItem(atPath: path)
    }

    /// A port that is the site's until the test ends.
    func reservePort() throws -> UInt16 {
        let port = try ReservedPort()
        ports.withLock { $0.append(port) }
        return port.number
    }

    /// Starts a program in the site's directory, with nothing of this process's environment but where libraries are.
    ///
    /// - Parameter wrapper: a command that ends by running what follows it.
    func start(
        _ program: Program, _ arguments: [String], environment: [String: String] = [:], wrapper: [String] = []
    ) throws -> ChildProcess {
        let inherited = ProcessInfo.processInfo.environment.filter { ["LD_LIBRARY_PATH", "PATH"].contains($0.key) }
        let own = ["HOME": path, "TZ": "UTC"]
        let child = try ChildProcess(
            wrapper + [program.path] + arguments,
            environment: inherited.merging(own) { $1 }.merging(environment) { $1 }, directory: path)
        children.withLock { $0.append(child) }
        return child
    }

    /// Runs a program to its end.
    func run(
        _ program: Program, _ arguments: [String], environment: [String: String] = [:], wrapper: [String] = []
    ) async throws -> ChildProcess.Ending {
        try await start(program, arguments, environment: environment, wrapper: wrapper).ending()
    }

    /// The bytes of a file of the site.
    func read(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: "\(path)/\(name)")) }

    /// Writes a file and returns its path.
    @discardableResult
    func write(_ bytes: some Sequence<UInt8>, to name: String, mode: Int = 0o600) throws -> String {
        let file = "\(path)/\(name)"
        try Data(bytes).write(to: URL(filePath: file))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
        return file
    }

    /// Writes the kit as a file and returns its path.
    @discardableResult
    func write(_ kit: Kit, to name: String) throws -> String {
        try write(kit.serialized().withUnsafeBytes { Array($0) }, to: name)
    }
}

import Federation
import Foundation
import GrokProvision
import Paillier
import PaillierSecret
import Primitives
import SampleMail

/// A federation with all its files in memory: making them once a test would take longer than most tests.
final class Office: Sendable {
    let federation: ProvisionedFederation
    /// What `grok-provision create` and `grok-lab sample-mail` write, by path.
    let files: [String: Data]

    /// Alice, bob, mallory and sue, of whom three are enough; mallory holds no key. The key is insecure, the model tiny,
    /// but large enough for blocks that all holders share.
    init(
        _ name: String, participants names: [String] = ["alice", "bob", "mallory", "sue"], threshold: Int? = nil,
        validFrom: Date = CertificateAuthority.yesterday
    ) throws {
        var options = FederationOptions(name: name, participants: names)
        options.threshold = threshold
        options.minimumContributors = 3
        options.keyHolders = ["alice", "bob", "sue"]
        options.toleratedHolders = 0  // So that two holders agree without the third.
        options.rows = 256
        options.scheme = .paillierThreshold(keyBits: 512, exponents: .short, allowingInsecureKey: true)
        let federation = try ProvisionedFederation(FederationPlan(options), validFrom: validFrom)
        self.federation = federation
        files = try Self.files { directory in
            try FederationDirectory(path: "\(directory)/kits").write(federation)
            _ = try SampleMail(participants: names, messages: 40, testMessages: 20).write(into: "\(directory)/mail")
        }
    }

    /// The federation of most tests; what they do with it stays in their directories.
    static func shared() throws -> Office { try open.get() }
    private static let open = Result { try Office("office") }

    /// Without mallory: the end of a run waits for nobody.
    static func complete() throws -> Office { try small.get() }
    private static let small = Result { try Office("small", participants: ["alice", "bob", "sue"]) }

    /// The same, and each of the three holders is needed: whoever the test looks at is asked for everything.
    static func unanimous() throws -> Office { try strict.get() }
    private static let strict = Result { try Office("strict", participants: ["alice", "bob", "sue"], threshold: 3) }

    /// Three years old, so that its certificates (of two years) have expired.
    static func expired() throws -> Office { try closed.get() }
    private static let closed = Result {
        try Office("archive", validFrom: Date(timeIntervalSinceNow: -3 * 365 * 86_400))
    }

    private static func files(_ write: (_ directory: String) throws -> Void) throws -> [String: Data] {
        let directory = FileManager.default.temporaryDirectory.appending(path: "grok-test-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try write(directory)
        let folders = try FileManager.default.contentsOfDirectory(atPath: directory)
        let paths = try folders.flatMap { folder in
            try FileManager.default.contentsOfDirectory(atPath: "\(directory)/\(folder)").map { "\(folder)/\($0)" }
        }
        return try Dictionary(
            uniqueKeysWithValues: paths.map { ($0, try Data(contentsOf: URL(filePath: "\(directory)/\($0)"))) })
    }
}

extension ProvisionedFederation {
    /// The kit of a participant.
    func kit(_ name: String) throws -> Kit {
        guard let kit = participants.first(where: { $0.role.description == name }) else {
            throw CocoaError(.fileNoSuchFile)
        }
        return kit
    }
}

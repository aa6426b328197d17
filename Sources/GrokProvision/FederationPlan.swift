package import CommandSupport
package import Federation
import Paillier

/// A federation that can be created: every name is one, and every number fits the others.
package struct FederationPlan: Sendable {
    /// How its id begins.
    package let name: PartyName
    /// Who takes part, sorted.
    package let participants: [PartyName]
    /// Who can help to decrypt, sorted.
    package let holders: [PartyName]
    /// Holders needed to decrypt.
    package let threshold: Int
    /// Holders that may help a cheating server.
    package let toleratedHolders: Int
    /// Contributions that a sum must have to be decrypted.
    package let minimumContributors: Int
    /// What is trained.
    package let model: ModelSpecification
    /// How deltas are packed.
    package let codec: CodecParameters
    /// How they are encrypted.
    package let scheme: FederationOptions.Scheme
    /// Where participants find the server.
    package let server: HostPort

    /// All participants hold keys up to so many; more have to be named, since shares grow with their number.
    static let holdersByDefault = 7
    /// There is no federation with more.
    static let maximumHolders = 16

    /// - Throws: ``ProvisionError/argument(_:)`` or ``ProvisionError/rosterOfTwo``: what cannot be, and what could.
    package init(_ options: FederationOptions) throws {
        name = try Self.federationName(options.name)
        participants = try Self.names(options.participants)
        holders = try Self.holders(options.keyHolders, of: participants)
        threshold = try Self.threshold(options.threshold, scheme: options.scheme, holders: holders.count)
        minimumContributors = try Self.minimum(
            options.minimumContributors, participants: participants.count, threshold: threshold)
        toleratedHolders = try Self.tolerated(
            options.toleratedHolders, holders: holders.count, threshold: threshold, participants: participants.count,
            minimumContributors: minimumContributors)
        model = try Self.model(options)
        codec = CodecParameters(
            maximumParticipants: try Self.maximum(options.maximumParticipants, participants: participants.count))
        scheme = try Self.checked(options.scheme)
        server = try Self.address(options.server)
    }
}

extension FederationOptions.Scheme {
    /// The length of the key, and whether it may be one that can be broken.
    fileprivate var key: (bits: Int, allowingInsecureKey: Bool)? {
        switch self {
        case .none: nil
        case .paillierSingle(let bits, let allowing), .paillierThreshold(let bits, _, let allowing): (bits, allowing)
        }
    }
}

extension FederationPlan {
    /// Names that stand for something else: the server's kit, the authority's files, the mail held back for tests.
    static let reserved: Set = ["ca", "server", "test"]

    /// The id adds nine characters to the name, and is a name too.
    private static func federationName(_ text: String) throws -> PartyName {
        let name = try partyName(text)
        guard text.utf8.count <= 54 else {
            throw ProvisionError.argument("the federation's name has \(text.utf8.count) characters; 54 are the most")
        }
        return name
    }

    /// The name of a participant.
    ///
    /// - Throws: ``ProvisionError/argument(_:)``.
    static func participant(_ text: String) throws -> PartyName {
        let name = try partyName(text)
        guard !reserved.contains(name.text) else {
            throw ProvisionError.argument("no participant can be called \(name): the name is taken; choose another one")
        }
        return name
    }

    private static func names(_ texts: [String]) throws -> [PartyName] {
        let names = try texts.map(participant)
        if let twice = duplicate(names) { throw ProvisionError.argument("the participant \(twice) is named twice") }
        guard names.count >= 2 else {
            throw ProvisionError.argument("a federation has at least two participants; name them: --participants a,b,c")
        }
        return names.sorted()
    }

    private static func holders(_ texts: [String]?, of participants: [PartyName]) throws -> [PartyName] {
        guard let texts else {
            guard participants.count <= holdersByDefault else {
                throw ProvisionError.argument(
                    "of more than \(holdersByDefault) participants, the key holders have to be named: --key-holders a,b,c"
                )
            }
            return participants
        }
        let names = try texts.map(partyName)
        if let twice = duplicate(names) { throw ProvisionError.argument("the key holder \(twice) is named twice") }
        if let stranger = names.first(where: { !participants.contains($0) }) {
            throw ProvisionError.argument("the key holder \(stranger) is not among the participants")
        }
        guard (1...maximumHolders).contains(names.count) else {
            throw ProvisionError.argument("there are \(names.count) key holders; 1 to \(maximumHolders) can be")
        }
        return names.sorted()
    }

    /// More than half by default; with a single key every holder decrypts alone.
    private static func threshold(
        _ threshold: Int?, scheme: FederationOptions.Scheme, holders: Int
    ) throws -> Int {
        if case .paillierThreshold = scheme {
            let threshold = threshold ?? holders / 2 + 1
            guard (1...holders).contains(threshold) else {
                throw ProvisionError.argument(
                    "--threshold is \(threshold); of \(holders) key holders it can be 1 to \(holders)")
            }
            return threshold
        }
        guard threshold ?? 1 == 1 else {
            throw ProvisionError.argument(
                "with a single key every key holder can decrypt alone; --threshold can only be 1")
        }
        return 1
    }

    private static func minimum(_ minimum: Int?, participants: Int, threshold: Int) throws -> Int {
        guard let minimum else {
            guard participants > 2 else { throw ProvisionError.rosterOfTwo }
            return min(max(3, threshold + 1), participants)
        }
        guard (2...participants).contains(minimum) else {
            throw ProvisionError.argument(
                "--minimum-contributors is \(minimum); of \(participants) participants it can be 2 to \(participants)")
        }
        return minimum
    }

    private static func tolerated(
        _ tolerated: Int?, holders: Int, threshold: Int, participants: Int, minimumContributors: Int
    ) throws -> Int {
        guard let tolerated else {
            return Manifest.defaultToleratedHolders(
                holders: holders, threshold: threshold, participants: participants,
                minimumContributors: minimumContributors)
        }
        guard (0..<threshold).contains(tolerated) else {
            throw ProvisionError.argument(
                "--tolerated-holders is \(tolerated); with \(threshold) needed to decrypt it can be 0 to \(threshold - 1)"
            )
        }
        return tolerated
    }

    private static func maximum(_ maximum: Int?, participants: Int) throws -> Int {
        guard let maximum else { return max(8, participants) }
        guard maximum >= participants else {
            throw ProvisionError.argument(
                "--max-participants is \(maximum), but there are \(participants) participants already")
        }
        return maximum
    }

    private static func checked(_ scheme: FederationOptions.Scheme) throws -> FederationOptions.Scheme {
        guard let (bits, allowingInsecureKey) = scheme.key else { return scheme }
        let range = SingleKeyParameters.keyBitsRange
        guard range.contains(bits), bits.isMultiple(of: 64) else {
            throw ProvisionError.argument(
                "--key-bits is \(bits); it must be a multiple of 64, at most \(range.upperBound)")
        }
        guard bits >= SingleKeyParameters.secureKeyBits || allowingInsecureKey else {
            throw ProvisionError.argument(
                "a key of \(bits) bits can be broken; use \(SingleKeyParameters.secureKeyBits) bits or more, "
                    + "or say that this is a test with --insecure-key-bits")
        }
        return scheme
    }

    /// Before anything is allocated for a model of this size.
    private static func model(_ options: FederationOptions) throws -> ModelSpecification {
        guard (1...64).contains(options.dimension) else {
            throw ProvisionError.argument("--dimension is \(options.dimension); it must be 1 to 64")
        }
        return ModelSpecification(rows: options.rows, dimension: options.dimension)
    }

    private static func address(_ text: String) throws -> HostPort {
        guard let address = HostPort(text), address.port > 0 else {
            throw ProvisionError.argument("--server is \(String(reflecting: text)); it must be HOST:PORT")
        }
        return address
    }

    private static func partyName(_ text: String) throws -> PartyName {
        do {
            return try PartyName(text)
        } catch {
            throw ProvisionError.argument("\(error)")
        }
    }

    private static func duplicate(_ names: [PartyName]) -> PartyName? {
        Dictionary(grouping: names) { $0 }.filter { $1.count > 1 }.keys.min()
    }
}

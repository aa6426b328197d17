/// What a federation's manifest says about its scheme: enough to encrypt, add and check, and nothing secret.
public enum SchemeParameters: Hashable, Sendable {
    /// No encryption, for tests and comparisons.
    case none(plaintextBits: Int)
    /// Paillier's scheme with a key in shares: nobody decrypts alone.
    case threshold(ThresholdParameters)
    /// Paillier's scheme with one key, which every holder has: a holder can read everybody's contribution.
    case single(SingleKeyParameters)

    /// Room for tables where nothing else is said: a 3072-bit key then has windows of eight bits.
    public static let defaultTableBudget = 64 << 20

    /// The scheme's name in manifests and logs.
    public var name: String {
        switch self {
        case .none: NoOpScheme.name
        case .single: SingleKeyScheme.name
        case .threshold: ThresholdScheme.name
        }
    }

    /// How many bytes of numbers belong to the parameters without being in a manifest.
    public var valueByteCount: Int {
        if case .threshold(let parameters) = self { parameters.valueByteCount } else { 0 }
    }

    /// The scheme, ready to work.
    ///
    /// - Parameters:
    ///   - values: the numbers that belong to the parameters, `valueByteCount` bytes.
    ///   - tableBudget: the bytes that tables of powers may take.
    /// - Throws: `BigNumberError.tableBudgetTooSmall`, `PaillierError.parametersInvalid`.
    public func makeScheme(values: [UInt8] = [], tableBudget: Int = defaultTableBudget) throws -> any AdditiveScheme {
        guard values.count == valueByteCount else {
            let reason = "\(values.count) bytes of values where \(valueByteCount) are expected"
            throw PaillierError.parametersInvalid(scheme: name, reason: reason)
        }
        return switch self {
        case .none(let plaintextBits): try NoOpScheme(plaintextBits: plaintextBits)
        case .single(let parameters): try SingleKeyScheme(parameters, tableBudget: tableBudget)
        case .threshold(let parameters):
            try ThresholdScheme(ThresholdKey(parameters, values: values), tableBudget: tableBudget)
        }
    }
}

extension SchemeParameters: Codable {
    private enum Key: String, CodingKey {
        case name
        case plaintextBits
    }

    /// Reads and checks parameters; `name` says of which scheme.
    ///
    /// - Throws: `PaillierError.parametersInvalid`, or what the decoder throws where a field is missing.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        switch try container.decode(String.self, forKey: .name) {
        case NoOpScheme.name:
            let scheme = try NoOpScheme(plaintextBits: container.decode(Int.self, forKey: .plaintextBits))
            self = .none(plaintextBits: scheme.plaintextBits)
        case SingleKeyScheme.name:
            self = .single(try SingleKeyParameters(from: decoder))
        case ThresholdScheme.name:
            self = .threshold(try ThresholdParameters(from: decoder))
        case let unknown:
            throw PaillierError.parametersInvalid(scheme: unknown, reason: "this version knows no such scheme")
        }
    }

    /// Writes the scheme's name and its parameters into one object.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(name, forKey: .name)
        switch self {
        case .none(let plaintextBits): try container.encode(plaintextBits, forKey: .plaintextBits)
        case .single(let parameters): try parameters.encode(to: encoder)
        case .threshold(let parameters): try parameters.encode(to: encoder)
        }
    }
}

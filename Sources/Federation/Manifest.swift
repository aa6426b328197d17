public import Paillier
public import Primitives

/// What a federation is, for ever: signed by its certificate authority, never changed.
public struct Manifest: Codable, Hashable, Sendable {
    /// Who the participants of a federation are is in its ``Roster``; who can decrypt is here.
    public struct Holder: Codable, Hashable, Sendable {
        /// 1 to k, the argument of the shares.
        public let index: Int
        /// The participant that holds the share.
        public let name: PartyName

        /// Holder number `index`.
        public init(index: Int, name: PartyName) {
            self.index = index
            self.name = name
        }
    }

    /// Version of this document's fields.
    public let format: Int
    /// The federation's id: its name, '-', and eight random hex digits.
    public let federation: PartyName
    /// Where the server is expected; a client may be told another address.
    public let server: String
    /// The encryption scheme and its public key.
    public let scheme: SchemeParameters
    /// Whether whoever holds one kit and the server's ciphertexts can read single deltas.
    public let trustsServer: Bool
    /// Who can help to decrypt.
    public let holders: [Holder]
    /// Holders needed to decrypt.
    public let threshold: Int
    /// Holders that may help a cheating server without its getting a second sum on one base model.
    public let toleratedHolders: Int
    /// A sum of fewer contributions is never decrypted.
    public let minimumContributors: Int
    /// What is trained.
    public let model: ModelSpecification
    /// How deltas are quantised and packed.
    public let codec: CodecParameters
    /// Where the server's choice of hyper-parameters ends.
    public let bounds: HyperParameterBounds
    /// Digest of the model that round 1 starts from, the safetensors file's SHA-256.
    public let initialModel: Digest

    /// The version that this code writes and reads.
    public static let currentFormat = 1
    /// The name under which the document is signed.
    public static let documentName = "manifest"

    /// A manifest; ``validate(parameterCount:plaintextBits:sharesPerBlock:)`` says whether it can be used.
    public init(
        federation: PartyName, server: String, scheme: SchemeParameters, trustsServer: Bool, holders: [Holder],
        threshold: Int, toleratedHolders: Int, minimumContributors: Int, model: ModelSpecification,
        codec: CodecParameters,
        bounds: HyperParameterBounds, initialModel: Digest
    ) {
        format = Self.currentFormat
        self.federation = federation
        self.server = server
        self.scheme = scheme
        self.trustsServer = trustsServer
        self.holders = holders
        self.threshold = threshold
        self.toleratedHolders = toleratedHolders
        self.minimumContributors = minimumContributors
        self.model = model
        self.codec = codec
        self.bounds = bounds
        self.initialModel = initialModel
    }

    /// The scheme's name in logs.
    public var schemeName: String { scheme.name }

    /// The index of the participant's share, nil when it holds none.
    public func holderIndex(of name: PartyName) -> Int? { holders.first { $0.name == name }?.index }

    /// The name of the holder with this index, nil when there is none.
    public func holder(_ index: Int) -> PartyName? { holders.first { $0.index == index }?.name }
}

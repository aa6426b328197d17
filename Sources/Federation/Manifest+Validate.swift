public import Paillier

extension Manifest {
    /// Checks everything that the numbers of a manifest must satisfy together, the overflow budget included.
    ///
    /// - Parameters:
    ///   - plaintextBits: of the scheme.
    ///   - sharesPerBlock: holders that the scheme needs to decrypt.
    /// - Throws: ``FederationError`` naming the field.
    public func validate(parameterCount: Int, plaintextBits: Int, sharesPerBlock: Int) throws {
        try require(format == Self.currentFormat, "format \(format) is not known to this version")
        try require(
            (2...codec.maximumParticipants).contains(minimumContributors), "minimumContributors is out of range")
        try require((1...16).contains(holders.count), "there are \(holders.count) holders; 1 to 16 are allowed")
        try require(holders.map(\.index) == Array(1...holders.count), "holders are not numbered from 1")
        try require(Set(holders.map(\.name)).count == holders.count, "a holder is named twice")
        try require((1...holders.count).contains(threshold), "threshold is not 1 to \(holders.count)")
        try require(threshold == sharesPerBlock, "threshold is not the \(sharesPerBlock) of its scheme")
        try require((0..<threshold).contains(toleratedHolders), "toleratedHolders is not 0 to \(threshold - 1)")
        try require(trustsServer || !scheme.trustsServer, "its scheme trusts the server, and it does not say so")
        try validateModel()
        try bounds.validate()
        let codec = try UpdateCodec(parameters: codec, parameterCount: parameterCount, plaintextBits: plaintextBits)
        if case .threshold(let key) = scheme { try validate(key, codec: codec) }
    }

    private func validate(_ key: ThresholdParameters, codec: UpdateCodec) throws {
        let positions = codec.layout(of: .training).positionsPerBlock
        try require(key.holders == holders.count, "its key has \(key.holders) shares for \(holders.count) holders")
        try require(
            positions <= key.maximumBlock, "a block has \(positions) positions, its key is for \(key.maximumBlock)")
    }

    private func validateModel() throws {
        if let flaw = model.flaw { throw FederationError.malformed(document: "model specification", reason: flaw) }
    }

    private func require(_ condition: Bool, _ reason: String) throws {
        guard condition else { throw FederationError.malformed(document: "manifest", reason: reason) }
    }
}

extension Manifest {
    /// The same, with the numbers that the scheme and the model of this manifest have.
    ///
    /// - Throws: ``FederationError`` naming the field.
    public func validate() throws {
        try validateModel()  // Before a model of that size is made.
        try validate(
            parameterCount: ModelFile.parameterCount(model), plaintextBits: scheme.plaintextBits,
            sharesPerBlock: scheme.sharesPerBlock)
    }
}

extension SchemeParameters {
    /// Bits that a plaintext can carry.
    var plaintextBits: Int {
        switch self {
        case .none(let plaintextBits): plaintextBits
        case .single(let key): key.keyBits - 1
        case .threshold(let key): key.keyBits - 1
        }
    }

    /// Holders that it takes to decrypt a block.
    var sharesPerBlock: Int {
        switch self {
        case .none, .single: 1
        case .threshold(let key): key.threshold
        }
    }

    /// Whether whoever holds one kit and the server's ciphertexts can read single deltas.
    public var trustsServer: Bool {
        switch self {
        case .none, .single: true
        case .threshold: false
        }
    }
}

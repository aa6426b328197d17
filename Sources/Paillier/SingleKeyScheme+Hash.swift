public import Primitives

extension SingleKeyScheme {
    /// A product of powers modulo n², on all cores.
    public func homomorphicHash(of vector: EncryptedVector, seed: Digest, layout: BlockLayout) -> HomomorphicHash {
        ciphertextModulus.homomorphicHash(
            of: vector.ciphertexts.rows, weights: HomomorphicHash.Weights(seed: seed, layout: layout))
    }

    /// The product modulo n².
    public func combine(_ hashes: [HomomorphicHash]) throws -> HomomorphicHash {
        try ciphertextModulus.combine(hashes)
    }
}

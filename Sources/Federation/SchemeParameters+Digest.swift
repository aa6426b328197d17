import FoundationEssentials
public import Paillier
public import Primitives

extension SchemeParameters {
    /// Which key a round is encrypted under: a threshold key's own digest, else H("grok/v1/key"; the parameters as JSON with
    /// sorted keys).
    public var digest: Digest {
        if case .threshold(let key) = self { return key.keyDigest }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let bytes = try? encoder.encode(self) else {
            preconditionFailure("strings and integers always encode")
        }
        var hash = TaggedHash("grok/v1/key")
        hash.append(Array(bytes))
        return hash.finish()
    }
}

import Foundation
public import Paillier
public import Primitives

extension SchemeParameters {
    /// H("grok/v1/key"; the parameters as JSON with sorted keys): which key a round is encrypted under.
    public var digest: Digest {
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

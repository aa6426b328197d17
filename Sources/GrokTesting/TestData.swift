package import GrokClient
import Learning
import Primitives

/// Examples that a small model can learn: spam and ham share some rows, and have some of their own.
package enum TestData {
    package static func examples(count: Int, seed: UInt64, rows: Int = 64) -> ParticipantData {
        var generator = SeededGenerator(seed: seed)
        let examples = (0..<count).map { index in
            let isSpam = index.isMultiple(of: 2)
            let own = UInt32(isSpam ? 0 : rows / 4)
            let features = Set((0..<4).map { _ in own + UInt32(generator.integer(below: rows / 4)) })
                .union((0..<4).map { _ in UInt32(rows / 2 + generator.integer(below: rows / 2)) })
            var hash = TaggedHash("grok/test/example")
            hash.append(u64: seed)
            hash.append(u64: UInt64(index))
            return (hash.finish(), SparseExample(features: features.sorted(), label: isSpam))
        }
        return ParticipantData(examples, heldOutPercent: 10)
    }
}

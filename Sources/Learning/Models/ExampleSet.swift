/// Examples in little memory, as many as the mail of years gives: a feature takes two bytes instead of four.
///
/// Of each message the features are kept in ascending order, each as its distance from the one before. In this order they
/// come out again.
public struct ExampleSet: Sendable {
    private struct Entry {
        let chunk: UInt32
        let offset: UInt32
        let count: UInt32
        let scale: Float
        var label: Bool
    }

    private var entries: [Entry] = []
    /// Distances, in pieces that are not copied when others come.
    private var chunks: [[UInt16]] = []

    private static let chunkSize = 1 << 19
    /// A distance of this or more is this and the rest of it.
    private static let wide = UInt32(UInt16.max)

    /// No examples.
    public init() {}

    /// Some examples.
    public init(_ examples: some Sequence<SparseExample>) {
        for example in examples { append(example) }
    }

    /// Adds an example.
    public mutating func append(_ example: SparseExample) {
        let words = Self.packed(example.features.sorted())
        if chunks.isEmpty || chunks[chunks.count - 1].count + words.count > Self.chunkSize { chunks.append([]) }
        let last = chunks.count - 1
        entries.append(
            Entry(
                chunk: UInt32(last), offset: UInt32(chunks[last].count), count: UInt32(example.features.count),
                scale: example.scale, label: example.label))
        chunks[last] += words
    }

    /// Says of an example what it is after all.
    public mutating func relabel(_ index: Int, as label: Bool) {
        entries[index].label = label
    }

    /// The examples of the indices that are wanted; both sets share their memory.
    public func subset(where isWanted: (Int) -> Bool) -> ExampleSet {
        var subset = self
        subset.entries = indices.filter(isWanted).map { entries[$0] }
        return subset
    }

    private static func packed(_ features: [UInt32]) -> [UInt16] {
        var words: [UInt16] = []
        words.reserveCapacity(features.count)
        var last: UInt32 = 0
        for feature in features {
            var distance = feature - last
            while distance >= wide {
                words.append(UInt16(wide))
                distance -= wide
            }
            words.append(UInt16(distance))
            last = feature
        }
        return words
    }

    private static func unpacked(_ words: UnsafeBufferPointer<UInt16>, from offset: Int, count: Int) -> [UInt32] {
        [UInt32](unsafeUninitializedCapacity: count) { features, filled in
            var (place, last): (Int, UInt32) = (offset, 0)
            while filled < count {
                let word = UInt32(words[place])
                last += word
                place += 1
                guard word < wide else { continue }
                features.initializeElement(at: filled, to: last)
                filled += 1
            }
        }
    }
}

extension ExampleSet: RandomAccessCollection {
    /// 0.
    public var startIndex: Int { 0 }
    /// How many there are.
    public var endIndex: Int { entries.count }

    /// The example, unpacked.
    public subscript(index: Int) -> SparseExample {
        let entry = entries[index]
        let features = chunks[Int(entry.chunk)].withUnsafeBufferPointer {
            Self.unpacked($0, from: Int(entry.offset), count: Int(entry.count))
        }
        return SparseExample(features: features, scale: entry.scale, label: entry.label)
    }
}

extension ExampleSet: Equatable {
    /// Whether both hold the same examples in the same order.
    public static func == (left: ExampleSet, right: ExampleSet) -> Bool { left.elementsEqual(right) }
}

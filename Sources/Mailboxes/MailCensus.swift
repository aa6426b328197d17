public import Mail
import Primitives

/// What there is to learn from in a lot of mail: every message once, however many copies of it there are, by its label
/// and where that comes from. A few dozen bytes are kept of a message.
///
/// Of copies that are labelled differently, the one whose source is asked first decides (`LabelSource`); where two
/// of the same source contradict each other, nothing is learnt from the message.
public struct MailCensus: Sendable {
    /// What a message means to what has been collected from those before it.
    public enum Step: Hashable, Sendable {
        /// A copy that changes nothing, or a message without a label.
        case nothing
        /// The first labelled message of these bytes: the next example.
        case example(MailLabel)
        /// The example of this index, from 0, has this label after all.
        case relabel(Int, MailLabel)
    }

    /// A digest's first half: among 2^40 messages the chance that two share it is 2^-49.
    private struct Key: Hashable {
        private let high: UInt64
        private let low: UInt64

        init(_ digest: Digest) {
            (high, low) = digest.withUnsafeBytes { bytes in
                (bytes.loadUnaligned(as: UInt64.self), bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            }
        }
    }

    private struct Entry {
        /// The index of the example; none without a label.
        var index: UInt32?
        var label: MailLabel?
        var source: LabelSource?
        var isContradicted = false
        /// Days since 1970.
        var day: Int32?
    }

    private var entries: [Key: Entry] = [:]
    private var exampleCount = 0
    /// Copies of messages that had been counted.
    public private(set) var duplicates = 0

    /// Nothing counted yet.
    public init() {}

    /// Counts a message.
    public mutating func count(_ message: MailMessage) -> Step {
        let key = Key(message.digest)
        guard var entry = entries[key] else {
            var entry = Entry(day: message.date.map(Self.day))
            let step = label(&entry, as: message.label, by: message.labelSource)
            entries[key] = entry
            return step
        }
        duplicates += 1
        let step = label(&entry, as: message.label, by: message.labelSource)
        entries[key] = entry
        return step
    }

    /// The indices of the examples to leave out, since equal sources contradict each other.
    public var contradicted: Set<Int> {
        Set(entries.values.lazy.filter(\.isContradicted).compactMap { $0.index.map(Int.init) })
    }

    /// The figures.
    public var report: Report {
        var report = Report(duplicates: duplicates)
        var days: [MailLabel: [Int32]] = [:]
        for entry in entries.values {
            guard let label = entry.label, let source = entry.source, !entry.isContradicted else {
                if entry.isContradicted { report.contradictions += 1 } else { report.unlabelled += 1 }
                continue
            }
            report.sources[source, default: [:]][label, default: 0] += 1
            if let day = entry.day { days[label, default: []].append(day) } else { report.undated += 1 }
        }
        report.dates = days.compactMapValues(DateRange.init(days:))
        return report
    }

    private mutating func label(_ entry: inout Entry, as label: MailLabel?, by source: LabelSource?) -> Step {
        guard let label, let source else { return .nothing }
        guard let index = entry.index, let oldSource = entry.source else {
            (entry.index, entry.label, entry.source) = (UInt32(exampleCount), label, source)
            exampleCount += 1
            return .example(label)
        }
        if source == oldSource { entry.isContradicted = entry.isContradicted || label != entry.label }
        guard source < oldSource else { return .nothing }
        (entry.label, entry.source, entry.isContradicted) = (label, source, false)
        return .relabel(Int(index), label)
    }

    private static func day(_ seconds: Int64) -> Int32 {
        Int32(clamping: seconds.dividedDown(by: 86_400))
    }
}

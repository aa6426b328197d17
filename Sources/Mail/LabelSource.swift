/// Where a label comes from. The order of the cases is the order in which a message's sources are asked: the first
/// that knows decides. A further source is a case at its place and a line in `label(from:)`.
public enum LabelSource: String, CaseIterable, Codable, Comparable, Sendable {
    /// The header `X-Spam-Flag: YES` (or `NO`), SpamAssassin's verdict.
    case spamFlag = "X-Spam-Flag"
    /// The header `X-Spam-Status: Yes, score=…` (or `No, …`), the same with reasons.
    case spamStatus = "X-Spam-Status"
    /// A folder (or an mbox, which is one) named spam, junk, ham or inbox; the nearest one counts.
    case folder = "folder"

    /// The order in which sources are asked.
    public static func < (left: LabelSource, right: LabelSource) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .spamFlag: 0
        case .spamStatus: 1
        case .folder: 2
        }
    }

    /// The label that this source gives, or nil when it has nothing to say.
    func label(from evidence: LabelEvidence) -> MailLabel? {
        switch self {
        case .spamFlag: evidence.header("X-Spam-Flag").flatMap(Self.verdict)
        case .spamStatus: evidence.header("X-Spam-Status").flatMap(Self.verdict)
        case .folder: evidence.folders.lazy.compactMap(Self.label(ofFolder:)).first
        }
    }

    /// The label that the name of a folder gives its mail.
    static func label(ofFolder name: String) -> MailLabel? {
        switch name.drop(while: { $0 == "." }).lowercased() {
        case "ham", "inbox": .ham
        case "junk", "spam": .spam
        default: nil
        }
    }

    /// The first word of SpamAssassin's two headers: `Yes` or `No` in any case.
    private static func verdict(_ value: String) -> MailLabel? {
        switch value.prefix(while: \.isLetter).lowercased() {
        case "no": .ham
        case "yes": .spam
        default: nil
        }
    }
}

/// What the sources of a label may look at.
struct LabelEvidence {
    /// The message's headers.
    let headers: HeaderBlock?
    /// The names of the folders that hold the message, nearest first.
    let folders: [String]

    func header(_ name: String) -> String? {
        headers?.text(name)
    }
}

extension [LabelSource] {
    /// The first of these sources that knows the label, and the label.
    func label(from evidence: LabelEvidence) -> (label: MailLabel, source: LabelSource)? {
        for source in self {
            if let label = source.label(from: evidence) { return (label, source) }
        }
        return nil
    }
}

/// Where a label comes from. The order of the cases is the order in which a message's sources are asked: the first
/// that knows decides. A further source is a case at its place and a line in `label(from:)`.
public enum LabelSource: String, CaseIterable, Codable, Comparable, Sendable {
    /// What the person who named the path said: `--spam PATH` or `--ham PATH`.
    case named = "--spam, --ham"
    /// The header `X-Spam-Flag: YES` (or `NO`), SpamAssassin's verdict.
    case spamFlag = "X-Spam-Flag"
    /// The header `X-Spam-Status: Yes, score=…` (or `No, …`), the same with reasons.
    case spamStatus = "X-Spam-Status"
    /// The header `X-Gmail-Labels` of Google Takeout.
    case gmailLabels = "X-Gmail-Labels"
    /// What a mail program noted when its owner said junk or not junk: Thunderbird, Dovecot, Apple Mail.
    case keyword = "junk keyword"
    /// A folder (or an mbox, which is one) named spam, junk, ham or inbox in some language; the nearest one counts.
    case folder = "folder"

    /// The order in which sources are asked.
    public static func < (left: LabelSource, right: LabelSource) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .named: 0
        case .spamFlag: 1
        case .spamStatus: 2
        case .gmailLabels: 3
        case .keyword: 4
        case .folder: 5
        }
    }

    /// The label that this source gives, or nil when it has nothing to say.
    func label(from evidence: LabelEvidence) -> MailLabel? {
        switch self {
        case .named: evidence.origin.label
        case .spamFlag: evidence.headers?.text("X-Spam-Flag").flatMap(Self.verdict)
        case .spamStatus: evidence.headers?.text("X-Spam-Status").flatMap(Self.verdict)
        case .gmailLabels: evidence.headers?.raw("x-gmail-labels").flatMap(GmailLabels.label)
        case .keyword: evidence.flags?.label
        case .folder: Self.label(ofFolders: evidence.origin.folders)
        }
    }

    /// What the nearest folder of a purpose says: mail in `Inbox/Trash` is not in the inbox.
    private static func label(ofFolders names: [String]) -> MailLabel? {
        names.lazy.compactMap { SpecialFolder(named: $0) }.first { $0 != .kept }?.label
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
    /// Where the message was read.
    let origin: MailOrigin
    /// The message's headers.
    var headers: HeaderBlock?
    /// What mail programs noted about it.
    var flags: MailFlags?
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

import Mail
import Mailboxes

/// What somebody writes, before it becomes a message.
struct Letter {
    var from: MailAddress
    var to: MailAddress
    var subject: String
    var paragraphs: [String]
    /// The lines that a reply quotes.
    var quoted: [String] = []
    let theme: Theme
    let label: MailLabel
}

/// Writes letters to a persona.
struct LetterWriter {
    let persona: Persona

    /// A wanted letter; one of a thread replies to the one before it.
    func ham(replyingTo previous: Letter?, _ random: inout SplitMix64) -> Letter {
        let theme = random.pick(persona.topics)
        var letter = draft(previous?.theme ?? theme, label: .ham, from: random.pick(persona.correspondents), &random)
        letter.paragraphs.insert(persona.grammar.fill("{greeting},", with: &random), at: 0)
        let signature = letter.from.name?.split(separator: " ").first.map(String.init) ?? ""
        letter.paragraphs.append(persona.grammar.fill("{closing}", with: &random) + "\n" + signature)
        guard let previous else { return letter }
        let isOwn = previous.subject.hasPrefix("Re: ")
        letter.subject = isOwn ? previous.subject : "Re: " + previous.subject
        letter.quoted = ["\(previous.from.name ?? "") wrote:"] + Self.quote(previous)
        return letter
    }

    /// An unwanted letter. Now and then one looks like a reply and hides behind sentences of a wanted one.
    func spam(_ random: inout SplitMix64) -> Letter {
        let names = SharedWords.firstNames
        let from = MailAddress(
            "\(random.pick(["info", "sales", "no-reply", "k\(random.below(9_000))"]))@\(random.pick(Self.spamHosts))",
            name: random.chance(0.5) ? random.pick(names) + " " + random.pick(SharedWords.lastNames) : nil)
        var letter = draft(random.pick(persona.campaigns), label: .spam, from: from, &random)
        if random.chance(0.3) { letter.paragraphs.insert(persona.grammar.fill("{greeting},", with: &random), at: 0) }
        if random.chance(0.15) { letter.subject = "Re: " + letter.subject }
        if random.chance(0.25) {
            let cover = random.pick(WorkTopics.all + HomeTopics.all)
            letter.paragraphs.append(sentences(of: cover, count: 1 + random.below(4), &random).joined(separator: " "))
        }
        return letter
    }

    private func draft(
        _ theme: Theme, label: MailLabel, from: MailAddress, _ random: inout SplitMix64
    ) -> Letter {
        let text = sentences(of: theme, count: 1 + random.below(theme.sentences.count), &random)
        let subject = persona.grammar.fill(random.pick(theme.subjects), with: &random)
        return Letter(
            from: from, to: persona.address, subject: subject, paragraphs: paragraphs(of: text, &random), theme: theme,
            label: label)
    }

    /// Sentences in paragraphs of one to four.
    private func paragraphs(of sentences: [String], _ random: inout SplitMix64) -> [String] {
        var rest = sentences[...]
        var paragraphs: [String] = []
        while !rest.isEmpty {
            let count = 1 + random.below(4)
            paragraphs.append(rest.prefix(count).joined(separator: " "))
            rest = rest.dropFirst(count)
        }
        return paragraphs
    }

    private func sentences(of theme: Theme, count: Int, _ random: inout SplitMix64) -> [String] {
        random.pick(count, of: theme.sentences).map { persona.grammar.fill($0, with: &random) }
    }

    private static func quote(_ letter: Letter) -> [String] {
        let lines = letter.paragraphs.joined(separator: "\n\n").split(separator: "\n", omittingEmptySubsequences: false)
        return (lines.map(String.init) + letter.quoted.prefix(6)).map { "> " + $0 }
    }

    private static let spamHosts = ["bulk.example", "deals.example", "mailer.example", "offers.example", "win.example"]
}

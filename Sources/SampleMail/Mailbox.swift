import Mail
import Mailboxes

/// Mail as it comes in: letters and spam in turn, a few threads going on at any time, minutes to hours apart.
struct Mailbox {
    private let persona: Persona
    private let stream: UInt64
    private let writer: LetterWriter
    private let composer: LetterComposer
    /// Monday, 5 January 2026, 08:00.
    private var date: Int64 = 1_767_600_000
    private var count = 0
    private var threads: [(letter: Letter, id: String)] = []

    private static let maximumThreads = 6

    init(persona: Persona, seed: UInt64, stream: UInt64) {
        (self.persona, self.stream) = (persona, stream)
        writer = LetterWriter(persona: persona)
        composer = LetterComposer(seed: seed)
    }

    /// The next message.
    mutating func next(_ random: inout SplitMix64) -> OutgoingMessage {
        date += Int64(60 + random.below(4 * 3_600))
        count += 1
        let id = "\(stream).\(count).\(persona.address.address)"
        guard !random.chance(persona.spamShare) else {
            return composer.compose(writer.spam(&random), date: date, id: id, replyTo: nil, &random)
        }
        let thread = !threads.isEmpty && random.chance(0.35) ? threads.remove(at: random.below(threads.count)) : nil
        let letter = writer.ham(replyingTo: thread?.letter, &random)
        if threads.count < Self.maximumThreads { threads.append((letter, id)) }
        return composer.compose(letter, date: date, id: id, replyTo: thread?.id, &random)
    }
}

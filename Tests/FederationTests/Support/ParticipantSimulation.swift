import Learning
import Primitives

@testable import Federation

/// A participant's machine in a world of chance: an orderly server, a network that breaks, a store that remembers.
struct ParticipantSimulation {
    var generator: SeededGenerator
    var machine: ParticipantMachine
    let draft: AnnouncementDraft
    /// The server's side: what it has opened, and every head there was.
    var open: RoundAnnouncement?
    var chain: [ChainHead]
    var newest: ChainHead { chain[chain.count - 1] }
    var lastRound = 0
    var isOver = false
    /// The participant's side.
    var isConnected = false
    var isOnline = false
    var training: RoundAnnouncement?
    var fetching: Set<Digest> = []
    var head: ChainHead
    var uploading: Set<Digest> = []
    var contributions: [Digest: ParticipantMachine.Step] = [:]
    var prepared: [Digest] = []
    var hasLeft = false
    var faults: [String] = []

    init(seed: UInt64, draft: AnnouncementDraft) {
        generator = SeededGenerator(seed: seed)
        self.draft = draft
        head = ChainHead(transcript: Transcript.genesis, model: draft.baseModel, round: 0)
        chain = [head]
        machine = ParticipantMachine(head: head)
        perform(machine.start())
    }

    mutating func require(_ condition: Bool, _ fault: String) {
        if !condition { faults.append("round \(lastRound): \(fault)") }
    }

    mutating func perform(_ actions: [ParticipantAction]) {
        for action in actions {
            require(!hasLeft, "something after leaving")
            switch action {
            case .cancelPreparation(let announcement):
                require(training?.digest == announcement, "cancelled what is not being prepared")
                if generator.chance(70) { training = nil }
            case .connect(let pause): require((0...10).contains(pause), "a pause of \(pause) s")
            case .decline(let announcement, let reason):
                require(false, "declined round \(announcement.round): \(reason)")
            case .fetchTranscript(let digest):
                require(isOnline && digest == head.transcript, "fetched out of turn")
                fetching.insert(digest)
            case .greet: require(isConnected && !isOnline, "greeted out of turn")
            case .leave:
                require(isOver && head == newest, "left without the last transcript")
                hasLeft = true
            case .prepare(let announcement): prepare(announcement)
            case .upload(let announcement):
                require(isOnline && contributions[announcement] == .uploading, "uploaded what is not persisted")
                uploading.insert(announcement)
            }
        }
    }

    private mutating func prepare(_ announcement: RoundAnnouncement) {
        require(!prepared.contains(announcement.digest), "prepared twice")
        require(
            announcement.previousTranscript == head.transcript, "prepared without knowing where the model comes from")
        prepared.append(announcement.digest)
        training = announcement
    }

    /// One thing that can happen now, drawn at random.
    mutating func step() {
        guard !hasLeft else { return }
        switch generator.integer(below: 10) {
        case 0: disconnect()
        case 1, 2, 3: connect()
        case 4: advanceServer()
        case 5: finishTraining()
        case 6, 7: finishFetch()
        default: answerUpload()
        }
    }

    mutating func disconnect() {
        guard isConnected else { return }
        (isConnected, isOnline) = (false, false)
        (fetching, uploading) = ([], [])
        perform(machine.disconnected(draw: Double(generator.unitFloat())))
    }

    mutating func connect() {
        guard isConnected else {
            isConnected = true
            return perform(machine.connected())
        }
        guard !isOnline else { return }
        isOnline = true
        perform(machine.welcomed())
        if isOver { perform(machine.finished(transcript: newest.transcript)) } else { announce() }
    }

    private mutating func announce() {
        guard let open, isOnline else { return }
        perform(machine.announced(open, known: contributions[open.digest]))
    }

    /// Opens a round, or ends the one that is open: published or not; at last the run.
    mutating func advanceServer() {
        guard !isOver else { return }
        guard open != nil else {
            if lastRound >= 6 { return finish() }
            lastRound += 1
            open = draft.with {
                ($0.round, $0.baseModel, $0.previousTranscript) = (lastRound, newest.model, newest.transcript)
            }
            return announce()
        }
        let isPublished = generator.chance(70)
        if isPublished {
            chain.append(
                ChainHead(
                    transcript: Digest(sha256: "transcript \(lastRound)".utf8),
                    model: Digest(sha256: "model \(lastRound)".utf8), round: lastRound))
        }
        open = nil
        if isOnline {
            perform(machine.concluded(round: lastRound, transcript: isPublished ? newest.transcript : nil))
        }
    }

    private mutating func finish() {
        isOver = true
        if isOnline { perform(machine.finished(transcript: newest.transcript)) }
    }

    mutating func finishTraining() {
        guard let done = training else { return }
        training = nil
        contributions[done.digest] = .uploading
        perform(machine.prepared(done.digest))
    }

    mutating func finishFetch() {
        guard let before = generator.element(of: fetching) else { return }
        fetching.remove(before)
        guard before == head.transcript, let place = chain.firstIndex(of: head), place + 1 < chain.count else { return }
        head = chain[place + 1]
        perform(machine.verified(head))
    }

    mutating func answerUpload() {
        guard let announcement = generator.element(of: uploading) else { return }
        uploading.remove(announcement)
        if announcement == open?.digest {
            contributions[announcement] = .acknowledged
            machine.acknowledged(announcement)
        } else {
            contributions[announcement] = .refused
            machine.refused(announcement)
        }
    }

    /// The network holds, and everything asked for arrives.
    mutating func settle() {
        for _ in 0..<20 {
            connect()
            finishFetch()
            finishTraining()
            answerUpload()
        }
    }
}

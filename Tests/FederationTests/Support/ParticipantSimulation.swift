import Learning
import Primitives

@testable import Federation

/// A participant's machine in a world of chance: an orderly server, a network that breaks, a store that remembers.
struct ParticipantSimulation {
    var generator: SeededGenerator
    var machine: ParticipantMachine
    let draft: AnnouncementDraft
    var stored: Set<Digest>
    /// The server's side.
    var open: RoundAnnouncement?
    var newest: Digest
    var lastRound = 0
    var isOver = false
    /// The participant's side.
    var isConnected = false
    var isOnline = false
    var training: RoundAnnouncement?
    var fetching: Set<Digest> = []
    var uploading: Set<Digest> = []
    var contributions: [Digest: ParticipantMachine.Step] = [:]
    var prepared: [Digest] = []
    var hasLeft = false
    var faults: [String] = []

    init(seed: UInt64, draft: AnnouncementDraft) {
        generator = SeededGenerator(seed: seed)
        self.draft = draft
        newest = draft.baseModel
        stored = generator.chance(50) ? [draft.baseModel] : []
        machine = ParticipantMachine(models: stored)
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
            case .fetchModel(let model):
                require(isOnline && !stored.contains(model), "fetched out of turn")
                fetching.insert(model)
            case .greet: require(isConnected && !isOnline, "greeted out of turn")
            case .leave:
                require(isOver && stored.contains(newest), "left without the last model")
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
        require(stored.contains(announcement.baseModel), "prepared without the model")
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
        if isOver { perform(machine.finished(model: newest)) } else { announce() }
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
            open = draft.with { ($0.round, $0.baseModel) = (lastRound, newest) }
            return announce()
        }
        let isPublished = generator.chance(70)
        if isPublished { newest = Digest(sha256: "model \(lastRound)".utf8) }
        open = nil
        if isOnline { perform(machine.concluded(round: lastRound, model: isPublished ? newest : nil)) }
    }

    private mutating func finish() {
        isOver = true
        if isOnline { perform(machine.finished(model: newest)) }
    }

    mutating func finishTraining() {
        guard let done = training else { return }
        training = nil
        contributions[done.digest] = .uploading
        perform(machine.prepared(done.digest))
    }

    mutating func finishFetch() {
        guard let model = generator.element(of: fetching) else { return }
        fetching.remove(model)
        stored.insert(model)
        perform(machine.stored(model: model))
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

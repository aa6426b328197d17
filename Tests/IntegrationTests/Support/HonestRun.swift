import Federation
import GrokClient
import GrokServer
import GrokTesting
import Paillier
import Primitives
import RoundStore
import Testing
import Wire

/// Three rounds of three participants under a shared key (the last measures the final model), and the transcripts that
/// they left behind. Made once; whoever cheats with them changes a copy.
struct HonestRun {
    let documents: TestFederation
    let verifier: TranscriptVerifier
    let transcripts: [SignedTranscript]
    /// The ciphertexts of every round, by participant.
    let bodies: [[PartyName: [UInt8]]]

    /// The run, or why there is none.
    static let shared = Result { try HonestRun() }

    private init() throws {
        var scenario = Scenario(rounds: 2)
        (scenario.key, scenario.threshold, scenario.minimumContributors) = (.threshold, 2, 3)
        scenario.options.keepRounds = 10
        let documents = try scenario.makeDocuments()
        let store = MemoryServerStore()
        let simulation = try SimulatedFederation(
            documents, options: scenario.options, data: scenario.data, seed: 1, store: store)
        try #require(try simulation.run())
        let rounds = store.rounds().map(\.announcement.round)
        transcripts = try rounds.map { try TranscriptFile.decode(store.blob(.transcript(round: $0))) }
        bodies = try rounds.map { round in
            try Dictionary(
                uniqueKeysWithValues: documents.names.map { name in
                    (name, try store.blob(.contribution(round: round, participant: name)))
                })
        }
        self.documents = documents
        verifier = try documents.clientFederation(documents.names[0]).verifier
    }

    var genesis: ChainHead { .genesis(of: documents.manifest.content) }

    var initialParameters: [Float] {
        get throws {
            let specification = documents.manifest.content.model
            return try ModelFile.decode(ModelFile.initial(specification), specification: specification)
        }
    }

    /// Where the chain is before the transcript of this place, and the model there.
    func state(before place: Int) throws -> (head: ChainHead, parameters: [Float]) {
        var (head, parameters) = (genesis, try initialParameters)
        for signed in transcripts.prefix(place) {
            let step = try verifier.verify(signed, after: head, base: parameters)
            head = step.head
            parameters = step.parameters ?? parameters
        }
        return (head, parameters)
    }

    /// What a cheating server signs instead of a transcript.
    func forged(_ place: Int = 0, _ change: (inout TranscriptDraft) throws -> Void) throws -> SignedTranscript {
        var draft = TranscriptDraft(transcripts[place])
        try change(&draft)
        return try draft.signed(by: documents.serverKey)
    }
}

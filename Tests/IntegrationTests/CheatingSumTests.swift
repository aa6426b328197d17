import Federation
import GrokTesting
import Primitives
import RoundStore
import Testing
import Wire

/// What a server can try with the sum that only it can make, and what honest participants say to it afterwards.
@Suite struct CheatingSumTests {
    let server: CheatingServer
    let round: RoundAnnouncement

    init() throws {
        server = try CheatingServer()
        round = try server.round()
    }

    private var alice: Victim { server.victims[0] }
    private var bob: Victim { server.victims[1] }
    private var sue: Victim { server.victims[3] }

    /// A ciphertext of the sum times 1 + n: the shares stay right, and open another sum.
    @Test func addingANumberOfItsOwnToTheSum() throws {
        try server.announce(round)
        let forged = try server.adding(to: server.transcript(of: round))
        for victim in server.victims {
            server.conclude(forged, to: victim)
            victim.expectToHaveLeft(because: "its sum is not that of the contributions")
            #expect(victim.store.verifiedHeads().isEmpty)
            #expect(try victim.store.hasBlob(.refusedTranscript(round: 1)))
        }
    }

    /// Sue alone can tell that it was not she.
    @Test func addingANumberInAParticipantsName() throws {
        try server.announce(round)
        let forged = try server.adding(to: server.transcript(of: round), inNameOf: sue.name)
        for victim in server.victims { server.conclude(forged, to: victim) }
        sue.expectToHaveLeft(because: "its sum counts something else than this participant's contribution")
        #expect(try sue.store.hasBlob(.refusedTranscript(round: 1)))
        #expect(alice.outcome == nil && bob.outcome == nil)
    }

    /// What would show the lie is thrown away when a round comes to nothing; so it cannot come back.
    @Test func publishingARoundThatItHadAbandoned() throws {
        try server.announce(round)
        let transcript = try server.transcript(of: round)
        alice.hear(
            .concluded(
                Concluded(
                    round: 1, outcome: .abandoned, reason: "nobody came", model: round.baseModel, transcript: nil,
                    published: 0, base: nil, contributors: [])))
        server.conclude(transcript, to: alice)
        alice.expectToHaveLeft(because: "had told this participant that the round was abandoned")
    }
}

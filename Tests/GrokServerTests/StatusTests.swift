import Federation
import GrokTesting
import Primitives
import RoundStore
import Testing
import Wire

@testable import GrokServer

/// What the server says of itself while a round goes on.
@Suite struct StatusTests {
    private func states(_ bench: ServerBench) -> [ParticipantStatus.State] {
        bench.node.status(at: bench.now).participants.map(\.state)
    }

    @Test func participantsAreFollowedThroughTheirContribution() throws {
        let bench = try ServerBench()
        #expect(states(bench) == [.idle, .idle, .idle])
        #expect(bench.node.status(at: bench.now).state == .recruiting)
        let connections = try bench.connectAll()
        #expect(states(bench) == [.training, .training, .training])
        let first = try bench.contribution(of: bench.names[0], to: bench.announcement)
        try bench.announce(first.signed, on: connections[0])
        #expect(states(bench) == [.uploading, .training, .training])
        try bench.sendBody(first.body, digest: first.signed.statement.announcement, on: connections[0])
        #expect(states(bench) == [.checking, .training, .training])
        try bench.receive(.refused(announcement: bench.announcement.digest, reason: "no"), from: connections[1])
        #expect(states(bench) == [.checking, .declined, .training])
        try bench.finishJobs()
        let status = bench.node.status(at: bench.now)
        #expect(status.participants.map(\.state) == [.submitted, .declined, .training])
        #expect(status.round?.contributions == 1 && status.state == .training && status.lastRound == 0)
    }

    @Test func holdersAreFollowedThroughTheirShares() throws {
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        try bench.contributeAll(connections)
        var status = bench.node.status(at: bench.now)
        #expect(status.state == .opening && status.round?.commits == 3)
        #expect(status.holders.map(\.state) == [.committed, .committed, .committed])
        #expect(status.participants.map(\.state) == [.submitted, .submitted, .submitted])
        let request = try #require(bench.shareRequest(connections[0]))
        try bench.upload(bench.answer(request, of: bench.names[0]), on: connections[0])
        try bench.finishJob()
        status = bench.node.status(at: bench.now)
        #expect(status.holders[0].state == .shared && status.holders[0].shares == request.blocks.count)
        #expect(status.round?.shares == request.blocks.count)
    }

    @Test func silenceIsCountedOnAfterAConnectionIsGone() throws {
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        let heard = bench.now
        bench.now = bench.now.advanced(bySeconds: 30)
        try bench.receive(.ping, from: connections[1])
        try bench.handle(.disconnected(connections[0]))
        let participants = bench.node.status(at: bench.now).participants
        #expect(participants.map(\.connected) == [false, true, true])
        #expect(participants.map(\.heardAt) == [Moment(heard), Moment(bench.now), Moment(heard)])
    }

    @Test func awaitedHoldersAreNamedUntilEnoughAreAsked() throws {
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        let announcement = try bench.announcement
        for (name, connection) in zip(bench.names, connections) {
            try bench.upload(bench.contribution(of: name, to: announcement), on: connection)
        }
        for connection in connections { try bench.handle(.disconnected(connection)) }
        try bench.finishJobs()
        #expect(bench.node.status(at: bench.now).waitingFor == bench.names.map(\.text))
        _ = try bench.connect(bench.names[0])
        let status = bench.node.status(at: bench.now)
        #expect(status.state == .committing && status.waitingFor == bench.names[1...].map(\.text))
        for name in bench.names[1...] { _ = try bench.connect(name) }
        #expect(bench.node.status(at: bench.now).waitingFor.isEmpty)
    }

    /// A sum was opened in vain: no other of the model may be opened, so that its contributors are awaited.
    @Test func awaitedContributorsAreNamedUntilTheyAreBack() throws {
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        try bench.contributeAll(connections)
        try bench.uploadShares(connections)
        while case .verifyShare? = bench.jobs.first { try bench.finishJob() }
        try bench.handle(.disconnected(connections[2]))
        let outcome = ServerJob.Outcome(
            model: bench.node.model, transcript: bench.node.transcript, totals: nil, reason: "it is no sum",
            openSeconds: 0, publishSeconds: 0)
        try bench.handle(.done(.combined(round: 1, outcome)))
        let status = bench.node.status(at: bench.now)
        #expect(status.state == .recruiting && status.waitingFor == [bench.names[2].text])
        #expect(bench.node.meters.ended == [.void: 1])
        _ = try bench.connect(bench.names[2])
        #expect(bench.node.status(at: bench.now).waitingFor.isEmpty)
    }

    @Test func eachPhaseOfAPublishedRoundIsMeasured() throws {
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        try bench.contributeAll(connections)
        try bench.answerAll(connections)
        let statistics = try #require(bench.store.rounds()[0].conclusion?.statistics)
        for phase in ServerPhase.allCases { #expect(statistics[phase] > 0, "\(phase)") }
        #expect(bench.node.meters.ended == [.published: 1])
        #expect(ServerPhase.allCases.allSatisfy { bench.node.meters.work[$0]?.counts.last == 1 })
        #expect(bench.node.meters.bytesIn == statistics.bytesIn)
        #expect(bench.node.log.tally.counts["contribution.accepted"] == 3)
        let status = bench.node.status(at: bench.now)
        #expect(status.lastRound == 1 && status.published == 1 && status.model == bench.node.model.hex)
    }

    @Test func anAbandonedRoundIsCountedAndNotMeasured() throws {
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        let announcement = try bench.announcement
        try bench.upload(bench.contribution(of: bench.names[0], to: announcement), on: connections[0])
        try bench.finishJobs()
        for connection in connections { try bench.handle(.disconnected(connection)) }
        try bench.advance(bySeconds: 601)
        #expect(bench.node.meters.ended == [.abandoned: 1])
        #expect(bench.node.meters.work.isEmpty)
        #expect(bench.node.meters.contributionWait == Histogram())
    }

    @Test func theDatabaseTellsWhatItKnows() throws {
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        let first = try bench.contribution(of: bench.names[0], to: bench.announcement)
        try bench.upload(first, on: connections[0])
        try bench.finishJobs()
        let snapshot = try bench.store.snapshot()
        let told = ServerStatus(snapshot, last: nil, federation: nil, at: bench.now)
        #expect(told.source == .database && told.state == .training && told.federation == "test-federation")
        #expect(told.participants.map(\.name) == [bench.names[0].text])
        #expect(told.participants.allSatisfy { $0.connected == nil && $0.heardAt == nil })
        #expect(told.rounds == nil && told.round?.number == 1)
    }
}

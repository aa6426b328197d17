import Federation
import GrokTesting
import Primitives
import RoundStore
import Testing
import Wire

@testable import GrokServer

/// Contributions that are wrong, late, doubled or declined.
@Suite struct ContributionTests {
    @Test func roundGoesOnWithoutWhoeverWasRefused() throws {
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        let announcement = try bench.announcement
        let honest = try bench.contribution(of: bench.names[0], to: announcement)
        let forged = SignedContribution(
            statement: honest.signed.statement, signature: [UInt8](repeating: 1, count: 64))
        try bench.announce(forged, on: connections[0])
        #expect(bench.refusals(connections[0]) == 1)
        for index in 1...2 {
            try bench.upload(bench.contribution(of: bench.names[index], to: announcement), on: connections[index])
        }
        try bench.finishJobs()
        #expect(try bench.phase(1) == .decrypting)
        #expect(try bench.store.rounds()[0].contributors == Array(bench.names[1...]))
    }

    @Test func whoTricklesIsCutOff() throws {
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        let slow = try bench.contribution(of: bench.names[0], to: bench.announcement)
        try bench.announce(slow.signed, on: connections[0])
        try bench.advance(bySeconds: 299)
        #expect(bench.closed.isEmpty)
        try bench.advance(bySeconds: 1)
        #expect(bench.closed == [connections[0]])
        #expect(bench.rejection(connections[0]) == .malformed)
    }

    @Test func whoIsDoneInTimeIsNot() throws {
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        try bench.upload(bench.contribution(of: bench.names[0], to: bench.announcement), on: connections[0])
        try bench.finishJobs()
        try bench.advance(bySeconds: 300)
        #expect(bench.closed.isEmpty)
        #expect(bench.acknowledgements(connections[0]) == 1)
    }

    @Test func roundGoesOnWithoutWhoseCiphertextsAreWrong() throws {
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        let announcement = try bench.announcement
        for index in 0...2 {
            var contribution = try bench.contribution(of: bench.names[index], to: announcement)
            if index == 0 { contribution.body[0] ^= 1 }
            try bench.upload(contribution, on: connections[index])
        }
        try bench.finishJobs()
        #expect(bench.refusals(connections[0]) == 1)
        #expect(try bench.store.rounds()[0].contributors == Array(bench.names[1...]))
        #expect(try bench.store.contribution(round: 1, participant: bench.names[0]) == nil)
    }

    @Test func roundGoesOnWithoutWhoeverDeclines() throws {
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        let announcement = try bench.announcement
        try bench.receive(.refused(announcement: announcement.digest, reason: "a\nb"), from: connections[0])
        for index in 1...2 {
            try bench.upload(bench.contribution(of: bench.names[index], to: announcement), on: connections[index])
        }
        try bench.finishJobs()
        #expect(try bench.phase(1) == .decrypting)
        let line = try #require(bench.log.events.first { $0.name == "round.declined" })
        #expect(!line.message.contains("\n"))
    }

    @Test func sameContributionIsCheckedOnceAndAcknowledgedToTheNewestConnection() throws {
        let bench = try ServerBench()
        let old = try bench.connectAll()[0]
        let contribution = try bench.contribution(of: bench.names[0], to: bench.announcement)
        try bench.upload(contribution, on: old)
        try bench.handle(.disconnected(old))
        let new = try bench.connect(bench.names[0])
        try bench.upload(contribution, on: new)
        #expect(bench.jobs.count == 1)
        try bench.finishJobs()
        #expect(bench.acknowledgements(new) == 1)
        #expect(bench.refusals(new) == 0)
        try bench.upload(contribution, on: new)
        #expect(bench.jobs.isEmpty)
        #expect(bench.acknowledgements(new) == 2)
    }

    /// The acknowledgement was lost, and the round is over when the participant asks again.
    @Test func whoWasNotToldInTimeAsksAfterTheRound() throws {
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        let announcement = try bench.announcement
        let other = try bench.contribution(of: bench.names[0], to: announcement, seed: 2)
        let contributions = try bench.names.map { try bench.contribution(of: $0, to: announcement) }
        for (contribution, connection) in zip(contributions, connections) {
            try bench.upload(contribution, on: connection)
        }
        try bench.finishJobs()
        try bench.answerAll(connections)
        #expect(try bench.phase(1) == .published)
        try bench.handle(.disconnected(connections[0]))
        let asking = try bench.connect(bench.names[0])
        try bench.announce(contributions[0].signed, on: asking)
        #expect(bench.acknowledgements(asking) == 1 && bench.refusals(asking) == 0 && bench.jobs.isEmpty)
        try bench.announce(other.signed, on: asking)
        #expect(bench.acknowledgements(asking) == 1 && bench.refusals(asking) == 1 && bench.jobs.isEmpty)
        // What another participant sent is nobody else's to ask about.
        try bench.announce(contributions[1].signed, on: asking)
        #expect(bench.acknowledgements(asking) == 1 && bench.refusals(asking) == 2)
    }

    @Test func secondContributionNeverReplacesTheFirst() throws {
        let bench = try ServerBench()
        let connection = try bench.connectAll()[0]
        let first = try bench.contribution(of: bench.names[0], to: bench.announcement, seed: 1)
        let second = try bench.contribution(of: bench.names[0], to: bench.announcement, seed: 2)
        try bench.upload(first, on: connection)
        try bench.upload(second, on: connection)
        #expect(bench.jobs.count == 1)
        #expect(bench.refusals(connection) == 1)
        try bench.finishJobs()
        try bench.upload(second, on: connection)
        try bench.finishJobs()
        #expect(bench.refusals(connection) == 2)
        #expect(bench.acknowledgements(connection) == 1)
        #expect(try bench.store.blob(.contribution(round: 1, participant: bench.names[0])) == first.body)
        #expect(bench.node.current?.statistics.bytesIn == first.body.count)
    }

    @Test func announcingAgainBeginsTheUploadAnew() throws {
        let bench = try ServerBench(rows: 8192)
        let connection = try bench.connectAll()[0]
        let contribution = try bench.contribution(of: bench.names[0], to: bench.announcement)
        let digest = contribution.signed.statement.announcement
        try bench.announce(contribution.signed, on: connection)
        let half = Array(contribution.body.prefix(1000))
        let part = Chunk(digest: digest, offset: 0, total: contribution.body.count, content: half)
        try bench.receive(.chunk(part), from: connection)
        try bench.upload(contribution, on: connection)
        try bench.finishJobs()
        #expect(bench.acknowledgements(connection) == 1)
        #expect(bench.rejection(connection) == nil)
    }

    @Test func partsOutOfOrderEndTheConnection() throws {
        let bench = try ServerBench()
        let connection = try bench.connectAll()[0]
        let contribution = try bench.contribution(of: bench.names[0], to: bench.announcement)
        try bench.announce(contribution.signed, on: connection)
        let digest = contribution.signed.statement.announcement
        let total = contribution.body.count
        try bench.receive(.chunk(Chunk(digest: digest, offset: 1, total: total, content: [0])), from: connection)
        #expect(bench.rejection(connection) == .malformed)
        // Nothing that was on its way is heard.
        try bench.upload(contribution, on: connection)
        #expect(bench.jobs.isEmpty)
    }

    @Test func partOfAnotherWholeIsRefusedAndTheRoundGoesOn() throws {
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        let announcement = try bench.announcement
        let contribution = try bench.contribution(of: bench.names[0], to: announcement)
        for total in [contribution.body.count - 1, contribution.body.count + 1] {
            try bench.announce(contribution.signed, on: connections[0])
            try bench.receive(
                .chunk(Chunk(digest: announcement.digest, offset: 0, total: total, content: [1])),
                from: connections[0])
        }
        #expect(bench.refusals(connections[0]) == 2)
        #expect(bench.rejection(connections[0]) == nil)
        for index in 1...2 {
            try bench.upload(bench.contribution(of: bench.names[index], to: announcement), on: connections[index])
        }
        try bench.finishJobs()
        #expect(try bench.phase(1) == .decrypting)
    }

    @Test func uploadThatOutlivesItsRoundIsRefusedAndTheNextRoundWaitsForItsSender() throws {
        let bench = try ServerBench(rounds: 1, uploadSeconds: 1000)
        let connections = try bench.connectAll()
        let late = try bench.contribution(of: bench.names[0], to: bench.announcement)
        try bench.announce(late.signed, on: connections[0])
        let announcement = try bench.announcement
        for index in 1...2 {
            try bench.upload(bench.contribution(of: bench.names[index], to: announcement), on: connections[index])
        }
        try bench.finishJobs()
        try bench.advance(bySeconds: 600)
        try bench.finishJobs()
        _ = bench.take(connections[0])
        try bench.answerAll(connections)
        #expect(try bench.announcement.kind == .evaluation)

        try bench.sendBody(late.body, digest: late.signed.statement.announcement, on: connections[0])
        #expect(bench.jobs.isEmpty)
        #expect(bench.refusals(connections[0]) == 1)
        guard case .training(let training) = bench.node.machine.state else { return #expect(Bool(false)) }
        #expect(training.joined.contains(bench.names[0]))
    }

    @Test func verdictOnAnAbandonedRoundDoesNotTouchTheNext() throws {
        let bench = try ServerBench()
        let connections = try bench.connectAll()
        try bench.upload(bench.contribution(of: bench.names[0], to: bench.announcement), on: connections[0])
        try bench.advance(bySeconds: 600)
        #expect(try bench.phase(1) == .abandoned)
        #expect(try bench.announcement.round == 2)
        try bench.finishJob()
        #expect(bench.refusals(connections[0]) == 1)
        #expect(bench.node.current?.statistics.verifySeconds == 0)
        guard case .training(let training) = bench.node.machine.state else { return #expect(Bool(false)) }
        #expect(training.joined.contains(bench.names[0]))
        let reason = try #require(try bench.store.rounds()[0].conclusion?.reason)
        #expect(reason == "0 of at least 2 contributions at the deadline")
    }
}

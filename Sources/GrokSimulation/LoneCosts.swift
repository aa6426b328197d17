import Federation
import Foundation
import GrokClient
import GrokProvision
import GrokServer
import Paillier
import Primitives
import RoundStore

/// What the server's three steps with a contribution cost on their own, by the server's own code: checking it, making
/// it durable, adding it to the sum.
package struct LoneCosts: Encodable, Sendable {
    /// What one step takes for one contribution, in seconds: of processors, and on the clock.
    package struct Cost: Encodable, Sendable {
        let cpu: Double
        let elapsed: Double
    }

    let verify: Cost
    let commit: Cost
    let sum: Cost

    /// Contributions a second that one processor could do if there were nothing else.
    var perSecondAndCore: Double { 1 / (verify.cpu + commit.cpu + sum.cpu) }

    /// How many contributions are measured.
    private static let repetitions = 8

    init(_ community: Community, folder: String) throws {
        let kits = community.provisioned.participants.prefix(Self.repetitions)
        let directory = try StateDirectory(at: "\(folder)/alone", federation: community.federation, name: nil)
        let store = try SQLiteServerStore(directory)
        defer { try? store.close() }
        let federation = try ServerFederation(
            manifest: community.manifest, roster: community.provisioned.roster,
            signingKey: community.provisioned.server.signingKey, scheme: community.scheme)
        let bench = Bench(
            worker: ServerWorker(federation: federation, store: store), store: store, federation: federation,
            announcement: Self.announcement(federation))
        try store.openRound(bench.announcement, at: Timestamp(milliseconds: 0))
        let uploads = try kits.enumerated().map { try Upload(community, $1, number: $0, bench.announcement) }
        let bodies = try uploads.map { try bench.stage($0) }
        verify = try Self.measure(uploads.count) { try bench.verify(uploads[$0], bodies[$0]) }
        commit = try Self.measure(uploads.count) { try bench.commit(uploads[$0], bodies[$0]) }
        let contributors = uploads.map(\.contribution.statement.participant)
        let summed = try Self.measure(1) { _ in try bench.sum(contributors) }
        sum = Cost(cpu: summed.cpu / Double(uploads.count), elapsed: summed.elapsed / Double(uploads.count))
    }

    private static func measure(_ count: Int, _ body: (Int) throws -> Void) rethrows -> Cost {
        let (cpu, start) = (processorSeconds, Timeline.now)
        for index in 0..<count { try body(index) }
        return Cost(
            cpu: (processorSeconds - cpu) / Double(count), elapsed: (Timeline.now - start) / Double(count))
    }

    /// Of this process, all threads.
    private static var processorSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    private static func announcement(_ federation: ServerFederation) -> RoundAnnouncement {
        let (manifest, roster) = (federation.manifest, federation.roster)
        return RoundAnnouncement(
            federation: manifest.content.federation, manifest: manifest.digest, rosterNumber: roster.content.number,
            roster: roster.digest, key: manifest.content.scheme.digest, round: 1, kind: .training,
            baseModel: manifest.content.initialModel, previousTranscript: Transcript.genesis,
            hyperParameters: HyperParameters(), codec: manifest.content.codec, strategy: federation.strategy.name,
            layout: federation.codec.layout(of: .training), deadline: Timestamp(milliseconds: 4_102_444_800_000))
    }
}

extension LoneCosts {
    /// A contribution as a participant makes it.
    private struct Upload {
        let contribution: SignedContribution
        let body: [UInt8]
        let member: Roster.Member

        init(_ community: Community, _ kit: Kit, number: Int, _ announcement: RoundAnnouncement) throws {
            let federation = try community.client(kit)
            let store = try community.store(holding: ModelFile.initial(community.manifest.content.model))
            let worker = ClientWorker(
                federation: federation, data: community.data(of: number), store: store, seed: UInt64(number))
            _ = worker.perform(.prepare(announcement))
            guard let own = store.contribution(announcement: announcement.digest),
                let member = kit.roster.content.activeMember(federation.name)
            else { throw SimulationError.timedOut("a contribution of \(federation.name)") }
            contribution = own.contribution
            body = try store.blob(.contribution(round: 1, participant: federation.name))
            self.member = member
        }
    }

    private struct Bench {
        let worker: ServerWorker
        let store: SQLiteServerStore
        let federation: ServerFederation
        let announcement: RoundAnnouncement

        func stage(_ upload: Upload) throws -> any StagedBlob {
            let body = try store.stageBlob()
            try body.append(upload.body)
            return body
        }

        func verify(_ upload: Upload, _ body: any StagedBlob) throws {
            let job = ServerJob.verifyContribution(announcement, upload.contribution, member: upload.member, body: body)
            guard case .contributionVerified(_, _, nil, _) = worker.perform(job) else {
                throw SimulationError.timedOut("a contribution that is accepted")
            }
        }

        func commit(_ upload: Upload, _ body: any StagedBlob) throws {
            let checked = CheckedContribution(contribution: upload.contribution, member: upload.member, body: body)
            let job = ServerJob.store([checked], round: 1, at: Timestamp(milliseconds: 0))
            guard case .stored = worker.perform(job) else {
                throw SimulationError.timedOut("a contribution that is stored")
            }
        }

        func sum(_ contributors: [PartyName]) throws {
            guard case .summed = worker.perform(.sum(announcement, contributors: contributors)) else {
                throw SimulationError.timedOut("a sum")
            }
        }
    }
}

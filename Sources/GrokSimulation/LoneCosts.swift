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

    /// How many contributions are measured: as many as the server checks together when many arrive.
    private static let repetitions = 32

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
        let uploads = try kits.enumerated().map { try bench.upload(community, $1, number: $0) }
        verify = try Self.measure(uploads) { try bench.verify($0) }
        commit = try Self.measure(uploads) { for upload in $0 { try bench.commit(upload) } }
        sum = try Self.measure(uploads) { try bench.sum($0.map(\.member.name)) }
    }

    private static func measure(
        _ uploads: [UploadedContribution], _ body: ([UploadedContribution]) throws -> Void
    ) rethrows -> Cost {
        let (cpu, start, count) = (processorSeconds, Timeline.now, Double(uploads.count))
        try body(uploads)
        return Cost(cpu: (processorSeconds - cpu) / count, elapsed: (Timeline.now - start) / count)
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
    private struct Bench {
        let worker: ServerWorker
        let store: SQLiteServerStore
        let federation: ServerFederation
        let announcement: RoundAnnouncement

        /// A contribution as a participant makes it.
        func upload(_ community: Community, _ kit: Kit, number: Int) throws -> UploadedContribution {
            let federation = try community.client(kit)
            let own = try community.store(holding: ModelFile.initial(community.manifest.content.model))
            let maker = ClientWorker(
                federation: federation, data: community.data(of: number), store: own, seed: UInt64(number))
            _ = maker.perform(.prepare(announcement))
            guard let made = own.contribution(announcement: announcement.digest),
                let member = kit.roster.content.activeMember(federation.name)
            else { throw SimulationError.timedOut("a contribution of \(federation.name)") }
            let body = try store.stageBlob()
            try body.append(own.blob(.contribution(round: 1, participant: federation.name)))
            return UploadedContribution(contribution: made.contribution, member: member, body: body)
        }

        func verify(_ uploads: [UploadedContribution]) throws {
            guard
                case .contributionsVerified(let verdicts, _) = worker.perform(
                    .verifyContributions(announcement, uploads)),
                verdicts.allSatisfy({ $0.objection == nil })
            else { throw SimulationError.timedOut("contributions that are accepted") }
        }

        func commit(_ upload: UploadedContribution) throws {
            let job = ServerJob.store([upload], round: 1, at: Timestamp(milliseconds: 0))
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

import Federation
import Foundation
import GrokClient
import GrokProvision
import Primitives
import RoundStore
import Transport

/// All participants: the client's own code on real connections, without mailboxes and disks.
final class Fleet {
    let timeline = Timeline()
    let jobs = PacedJobs()
    private let runtimes: [ClientRuntime]

    /// - Parameter port: where the server listens on this host.
    init(_ community: Community, port: UInt16) throws {
        let model = ModelFile.initial(community.manifest.content.model)
        let (timeline, jobs) = (timeline, jobs)
        var audit: SharedAudit?
        runtimes = try community.provisioned.participants.enumerated().map { index, kit in
            let federation = try community.client(kit)
            let store = try community.store(holding: model)
            let shared = audit ?? SharedAudit(federation.verifier, isFrugal: true)
            audit = shared
            let logger = timeline.logger(of: index)
            let node = try ClientNode(federation: federation, roster: kit.roster, store: store, logger: logger)
            let worker = ClientWorker(
                federation: federation, data: community.data(of: index), store: store, seed: UInt64(index),
                audit: shared)
            let endpoint = try Endpoint(
                host: "127.0.0.1", port: port,
                serverURI: KitIdentity(federation: kit.federation, role: .server).uri,
                identity: TLSIdentity(
                    certificate: kit.certificate, key: kit.signingKey, authority: kit.authority))
            return ClientRuntime(node: node, worker: worker, endpoint: endpoint, logger: logger, jobs: jobs) { exit in
                if case .interrupted = exit { return }
                timeline.leave("\(kit.role)", "\(exit)")
            }
        }
    }

    var count: Int { runtimes.count }

    func start() { for runtime in runtimes { runtime.start() } }

    func stop() { for runtime in runtimes { runtime.stop() } }
}

import BigNumber
package import Federation
package import GrokClient
import GrokServer
import Paillier
package import Primitives
import RoundStore

/// The same rounds without server, encryption or network: every participant's contribution is made again from its seed
/// and added up in the clear.
package struct PlainFederation {
    /// What a round must have come to.
    package struct Result: Equatable {
        package let model: Digest
        package let totals: MetricTotals
    }

    private let codec: UpdateCodec
    private let specification: ModelSpecification
    private let store = MemoryClientStore()
    private let workers: [PartyName: ClientWorker]
    private var model: [UInt8]

    /// - Parameter data: of each participant, in the order of the federation's names.
    package init(_ documents: TestFederation, data: [ParticipantData], seed: UInt64) throws {
        let store = store
        specification = documents.manifest.content.model
        model = ModelFile.initial(specification)
        codec = try documents.serverFederation().codec
        workers = try Dictionary(
            uniqueKeysWithValues: zip(documents.names, data).map { name, data in
                (
                    name,
                    ClientWorker(
                        federation: try documents.clientFederation(name), data: data, store: store, seed: seed)
                )
            })
    }

    /// The model that the next round starts from.
    package var newest: Digest { Digest(sha256: model) }

    /// Does a round again, on the model that the rounds before have left here.
    package mutating func play(_ announcement: RoundAnnouncement, contributors: [PartyName]) throws -> Result {
        try store.saveBlob(model, as: .model(newest))
        let sum = try plainSum(announcement, contributors: contributors)
        let update = try codec.decode(sum, kind: announcement.kind, contributors: contributors.count)
        if announcement.kind == .training {
            let base = try ModelFile.decode(model, specification: specification)
            let next = FederatedAveraging().apply(mean: update.mean, to: base)
            model = ModelFile.encode(next, specification: specification)
        }
        return Result(model: newest, totals: update.totals)
    }

    private func plainSum(_ announcement: RoundAnnouncement, contributors: [PartyName]) throws -> PlaintextVector {
        let contributions = try contributors.compactMap { name in
            try workers[name]?.plaintexts(for: announcement, Cancellation())
        }
        precondition(contributions.count == contributors.count && !contributions.isEmpty, "everybody contributes")
        return contributions.dropFirst().reduce(into: contributions[0]) { sum, contribution in
            for row in 0..<sum.count { sum[row] = sum[row] + contribution[row] }
        }
    }
}

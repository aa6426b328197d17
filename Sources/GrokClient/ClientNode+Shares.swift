import Federation
import Paillier
import Primitives
import RoundStore
import Wire

extension ClientNode {
    /// The server asks for shares of a sum that this holder has committed to on this connection, or so it should be.
    func begin(_ request: ShareRequest) throws {
        guard let agreed = sums[request.sum], agreed.commitment.announcement == request.announcement else {
            return refuse(request.announcement, "it has not committed to this sum")
        }
        if let objection = objection(to: request, of: agreed) { return refuse(request.announcement, objection) }
        try hold(request.commits.map { .init(announcement: agreed.proposal.announcement, commit: $0) })
        guard request.input.byteCount > 0 else { return effects.append(.run(.share(agreed, request, input: []))) }
        fetch(
            Download(
                digest: request.input.digest, purpose: .input(agreed, request), limit: request.input.byteCount))
    }

    private func objection(to request: ShareRequest, of agreed: AgreedSum) -> String? {
        let layout = agreed.proposal.announcement.layout
        guard request.blocks.allSatisfy({ $0 < layout.blocks }) else { return "a block is out of range" }
        let expected = federation.scheme.shareRequestByteCount(blocks: request.blocks.count, layout: layout)
        guard request.input.byteCount == expected else {
            return "what it is asked to decrypt has another size than the sum"
        }
        return holder.objection(
            toSharing: agreed.commitment, commits: request.commits, roster: roster.content)
    }
}

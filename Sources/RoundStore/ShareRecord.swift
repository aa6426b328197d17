package import Federation

/// A holder's verified shares of some blocks; the bytes are the blob ``BlobName/share(round:holder:firstBlock:)``.
package struct ShareRecord: Equatable, Sendable {
    package var round: Int
    package var share: SignedShare

    package init(round: Int, share: SignedShare) {
        self.round = round
        self.share = share
    }
}

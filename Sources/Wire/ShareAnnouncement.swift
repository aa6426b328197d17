package import Federation

/// A holder's shares, whose bytes follow.
package struct ShareAnnouncement: Equatable, Sendable {
    package var share: SignedShare
    package var byteCount: Int

    package init(share: SignedShare, byteCount: Int) {
        self.share = share
        self.byteCount = byteCount
    }
}

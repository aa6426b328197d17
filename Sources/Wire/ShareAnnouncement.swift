package import Federation

/// A holder's shares, whose bytes follow.
package struct ShareAnnouncement: Equatable, Sendable {
    package var share: Transcript.Share
    package var byteCount: Int

    package init(share: Transcript.Share, byteCount: Int) {
        self.share = share
        self.byteCount = byteCount
    }
}

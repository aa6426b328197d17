public import Primitives

extension RoundAnnouncement {
    /// Why a participant that knows `roster` must not take part in this round; nil when it may.
    ///
    /// A round of an older roster is only one that was announced here before that roster was replaced.
    ///
    /// - Parameter announced: digest of the announcement of this round that was recorded here, nil when none was.
    public func objection(roster: SignedDocument<Roster>, announced: Digest?) -> String? {
        if rosterNumber > roster.content.number { return "its roster is not known here" }
        if rosterNumber < roster.content.number { return announced == digest ? nil : "its roster is an older one" }
        return self.roster == roster.digest ? nil : "it names another roster of the same number"
    }

    /// Why a participant of the federation must not take part in this round; nil when it may.
    ///
    /// - Parameters:
    ///   - manifest: the federation's, with its digest.
    ///   - codec: built from the manifest.
    public func objection(manifest: Manifest, digest manifestDigest: Digest, codec: UpdateCodec) -> String? {
        if federation != manifest.federation || self.manifest != manifestDigest { return "it is of another federation" }
        if key != manifest.scheme.digest { return "it names another key" }
        if !manifest.bounds.contain(hyperParameters) { return "a hyper-parameter is outside the manifest's bounds" }
        if self.codec != manifest.codec { return "it packs otherwise than the manifest says" }
        if layout != codec.layout(of: kind) { return "its blocks are not those of the manifest's codec" }
        if strategy != FederatedAveraging().name { return "its strategy is not known to this version" }
        if round < 1 { return "its number is not positive" }
        return nil
    }
}

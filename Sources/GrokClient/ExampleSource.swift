package import Federation

/// Where a participant's examples come from.
package protocol ExampleSource: Sendable {
    /// What there is for a round. Asked for off the node's queue: it may take its time.
    ///
    /// Sums of one base model can be subtracted from each other, so the same examples are measured for as long as the base
    /// model stays, and the same are trained on.
    func examples(for announcement: RoundAnnouncement) -> ParticipantData
}

extension ParticipantData: ExampleSource {
    /// Data that never changes.
    package func examples(for announcement: RoundAnnouncement) -> ParticipantData { self }
}

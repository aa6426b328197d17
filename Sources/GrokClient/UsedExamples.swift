import Federation
import Learning
import Primitives

/// The examples that rounds on one base model were given.
///
/// Were they others in the next round on it (an evaluation and the training after it, a void sum and its repetition), the
/// difference of the two sums would be what has come to this participant's mail meanwhile.
struct UsedExamples {
    private let base: Digest
    private let heldOut: ExampleSet
    /// Nil until a round on this model trained.
    private let training: ExampleSet?

    /// - Parameters:
    ///   - newest: what there is now.
    ///   - used: what rounds before were given.
    init(for announcement: RoundAnnouncement, newest: ParticipantData, after used: UsedExamples?) {
        let used = used?.base == announcement.baseModel ? used : nil
        base = announcement.baseModel
        heldOut = used?.heldOut ?? newest.heldOut
        training = used?.training ?? (announcement.kind == .training ? newest.training : nil)
    }

    /// What this round is given, if that is settled already.
    func data(for announcement: RoundAnnouncement) -> ParticipantData? {
        guard announcement.baseModel == base else { return nil }
        switch announcement.kind {
        case .evaluation: return ParticipantData(training: training ?? ExampleSet(), heldOut: heldOut)
        case .training: return training.map { ParticipantData(training: $0, heldOut: heldOut) }
        }
    }
}

/// What the contributors of a round send.
public enum RoundKind: String, Codable, Sendable {
    /// Metrics alone, of the model that a run ends with.
    case evaluation
    /// A delta, and metrics of the base model.
    case training
}

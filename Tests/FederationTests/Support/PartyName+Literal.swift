public import Federation

extension PartyName: ExpressibleByStringLiteral {
    /// A name that a test spells out.
    public init(stringLiteral text: String) {
        guard let name = try? PartyName(text) else { preconditionFailure("\(text) is not a name") }
        self = name
    }
}

public import Federation

extension PartyName: ExpressibleByStringLiteral {
    /// A name in a test is right by construction.
    public init(stringLiteral text: String) {
        guard let name = try? PartyName(text) else { preconditionFailure("\(text) is not a name") }
        self = name
    }
}

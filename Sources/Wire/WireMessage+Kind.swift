extension WireMessage {
    /// The name of its kind, such as `commitRequest`.
    package var kind: String {
        Mirror(reflecting: self).children.first?.label ?? "\(self)"
    }
}

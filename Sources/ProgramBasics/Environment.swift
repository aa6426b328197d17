extension [String: String] {
    /// What a variable of an environment says; an empty one says nothing.
    package func setting(_ name: String) -> String? {
        self[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}

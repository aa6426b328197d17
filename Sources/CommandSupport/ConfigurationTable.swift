/// All settings of one program: nothing else is accepted in its file.
package struct ConfigurationTable: Sendable {
    /// How the names of Grok's variables begin.
    static let variablePrefix = "GROK_"
    /// The variable that names the file itself.
    static let fileVariable = "GROK_CONFIG"

    /// The program that reads them.
    package let program: String
    /// The settings, in the order of the file.
    package let keys: [ConfigurationKey]

    /// - Precondition: no name stands twice.
    package init(program: String, keys: [ConfigurationKey]) {
        precondition(Set(keys.map(\.name)).count == keys.count, "a name stands twice among the settings of \(program)")
        self.program = program
        self.keys = keys
    }

    func key(named name: String) -> ConfigurationKey? { keys.first { $0.name == name } }

    /// The setting that somebody who typed `name` probably meant; nil when none is close.
    func nearest(to name: String) -> String? { EditDistance.nearest(to: name, among: keys.map(\.name)) }

    /// One line for each variable that looks like a setting but is none.
    func warnings(of environment: [String: String]) -> [String] {
        let known = Set(keys.map(\.variable) + [Self.fileVariable])
        return environment.keys.filter { $0.hasPrefix(Self.variablePrefix) && !known.contains($0) }.sorted().map {
            let nearest = EditDistance.nearest(to: $0, among: known)
            return "\($0) is set, but is no setting of \(program)\(nearest.map { "; is \($0) meant?" } ?? "")"
        }
    }
}

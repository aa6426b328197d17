import Glibc
import Mail

/// A path that a person gave.
struct MailRoot {
    let path: String
    let label: MailLabel?

    /// Those whose label was named come first, the deeper ones before those that hold them: the nearest one decides.
    ///
    /// - Throws: `MailError.namedTwice` for one that was named as spam and as ham.
    static func all(of mail: MailPaths) throws -> [MailRoot] {
        let named =
            mail.spam.map { MailRoot(path: $0, label: .spam) } + mail.ham.map { MailRoot(path: $0, label: .ham) }
        var labels: [String: MailLabel] = [:]
        var ordered: [(root: MailRoot, depth: Int)] = []
        for root in named {
            let place = root.place
            if let other = labels.updateValue(root.label ?? .ham, forKey: place), other != root.label {
                throw MailError.namedTwice(root.path)
            }
            ordered.append((root, place.split(separator: "/").count))
        }
        // Swift's sort is stable.
        let sorted = ordered.sorted { $0.depth > $1.depth }.map(\.root)
        return sorted + mail.data.map { MailRoot(path: $0, label: nil) }
    }

    /// The path without links; as it was given where there is nothing.
    private var place: String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}

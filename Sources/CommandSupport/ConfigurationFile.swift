import Foundation
import Yams

/// A YAML file walked against a table: what the table does not know or allow is an error, with its line.
struct ConfigurationFile {
    private static let maximumByteCount = 1 << 20

    let path: String
    let table: ConfigurationTable

    /// The settings in the file.
    ///
    /// - Throws: ``CommandError``.
    func values() throws -> [String: ConfigurationValue] {
        guard let root = try parse(), root.scalar?.string != "" else { return [:] }
        guard let mapping = root.mapping else { throw unreadable("it is not a list of `name: value`", root.mark) }
        var values: [String: ConfigurationValue] = [:]
        for (name, node) in mapping {
            let key = try key(name)
            guard values.updateValue(try value(of: node, for: key, name.mark), forKey: key.name) == nil else {
                throw unreadable("\(key.name) is set twice", name.mark)
            }
        }
        return values
    }

    private func parse() throws -> Node? {
        do {
            return try Yams.compose(yaml: try text())
        } catch let error as YamlError {
            throw reason(error)
        }
    }

    private func text() throws -> String {
        do {
            let bytes = try BoundedFile.bytes(of: path, limit: Self.maximumByteCount)
            guard let text = String(validating: bytes, as: UTF8.self) else { throw unreadable("it is not UTF-8", nil) }
            return text
        } catch let error as BoundedFile.Failure {
            throw unreadable(error.reason, nil)
        }
    }

    private func key(_ node: Node) throws -> ConfigurationKey {
        guard let name = node.scalar?.string else { throw unreadable("a name is not a word", node.mark) }
        guard let key = table.key(named: name) else {
            throw CommandError.configurationKey(
                source: source(node.mark), name: name, nearest: table.nearest(to: name), program: table.program)
        }
        return key
    }

    private func value(of node: Node, for key: ConfigurationKey, _ mark: Mark?) throws -> ConfigurationValue {
        if let value = value(of: node, kind: key.kind) { return value }
        throw CommandError.configurationValue(
            source: "\(source(mark)): \(key.name)", found: node.scalar?.string, expected: key.kind.expectation)
    }

    private func value(of node: Node, kind: ConfigurationKey.Kind) -> ConfigurationValue? {
        switch (kind, node) {
        case (.list, .sequence(let nodes)):
            let texts = nodes.compactMap { $0.scalar?.string }
            return texts.count == nodes.count ? ConfigurationValue(list: texts) : nil
        case (.list, .scalar(let scalar)):
            return ConfigurationValue(list: [scalar.string])
        case (_, .scalar(let scalar)):
            return ConfigurationValue(scalar.string, kind: kind)
        case (_, .alias), (_, .mapping), (_, .sequence):
            return nil
        }
    }

    private func source(_ mark: Mark?) -> String { mark.map { "\(path):\($0.line)" } ?? path }

    private func unreadable(_ reason: String, _ mark: Mark?) -> CommandError {
        .configurationFile(source: source(mark), reason: reason)
    }

    /// Yams prints its errors over several lines, with the text; one line has the place and the problem.
    private func reason(_ error: YamlError) -> CommandError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            unreadable(problem, mark)
        case .duplicatedKeysInMapping(let names, let context):
            unreadable("\(names.joined(separator: ", ")) is set twice", context.mark)
        default: unreadable("it is not YAML", nil)
        }
    }
}

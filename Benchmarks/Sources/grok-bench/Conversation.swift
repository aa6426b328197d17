import Foundation

/// What a contender's process says first.
struct Greeting: Codable {
    /// What runs, with its version.
    var title: String
    /// The steps that it can be asked to run.
    var steps: [String]
    /// The bytes that it makes.
    var sizes: [String: Int]
}

/// What a contender's process answers to the name of a step, or instead of a greeting.
struct Answer: Codable {
    /// How long the step took.
    var elapsed: Elapsed?
    /// Why there is nothing to time.
    var error: String?
}

/// A contender's process: it greets, reads names of steps, a line each, and answers each with a line of JSON.
enum Conversation {
    static func serve(_ title: String, _ make: () throws -> any Contender) throws {
        let contender: any Contender
        do { contender = try make() } catch { return try say(Answer(error: "\(error)")) }
        try say(
            Greeting(
                title: title, steps: contender.steps.keys.map(\.rawValue),
                sizes: Dictionary(uniqueKeysWithValues: contender.sizes.map { ($0.rawValue, $1) })))
        while let line = readLine() {
            guard let work = Step(rawValue: line).flatMap({ contender.steps[$0] }) else {
                try say(Answer(error: "there is no step \(line)"))
                continue
            }
            do { try say(Answer(elapsed: work.measure())) } catch { try say(Answer(error: "\(error)")) }
        }
    }

    private static func say(_ message: some Encodable) throws {
        try FileHandle.standardOutput.write(contentsOf: JSONEncoder().encode(message) + [0x0A])
    }
}

/// Runs everybody in turns: each step, each repetition of it, each contender. What disturbs the machine for a while
/// disturbs all of them.
struct Comparison {
    let settings: Settings
    /// Told what happens, a line each.
    let report: (String) -> Void

    func run(_ entrants: [Entrant]) throws -> Results {
        var (processes, leftOut): ([ContenderProcess], [String: String]) = ([], [:])
        for entrant in entrants {
            report("\(entrant.name): getting ready")
            do { processes.append(try ContenderProcess(entrant, settings)) } catch let error as LeftOut {
                leftOut[entrant.name] = error.reason
                report("\(entrant.name): left out: \(error)")
            }
        }
        var columns = processes.map { Results.Column(name: $0.entrant.name, greeting: $0.greeting) }
        for step in Step.allCases where processes.contains(where: { $0.has(step) }) {
            report(step.title)
            for _ in 0..<settings.repetitions(of: step) {
                for (index, process) in processes.enumerated() where process.has(step) {
                    columns[index].times[step.rawValue, default: []].append(try process.measure(step))
                }
            }
        }
        for process in processes { try process.end() }
        return Results(columns: columns, leftOut: leftOut, repetitions: settings.repetitions)
    }
}

import BigNumber
import Foundation

/// Somebody in the comparison, and how its process is started.
struct Entrant: Sendable {
    enum Kind: Sendable {
        /// This program, serving a contender.
        case own(title: String, kernel: Kernel, make: @Sendable (Workload) throws -> any Contender)
        /// A script of `peers/`.
        case peer(script: String)
    }

    /// For the command line and the results.
    let name: String
    let kind: Kind

    /// In the order of the table's columns; the first one is the product, the last one what it is compared with.
    static let all = [
        own("threshold-3072", "ours, 2 of 3 holders, 3072 bits") { try SchemeContender.threshold(bits: 3072, $0) },
        own("threshold-3072-portable", "the same with GMP instead of our kernel", kernel: .portable) {
            try SchemeContender.threshold(bits: 3072, $0)
        },
        own("single-3072", "ours, one key, 3072 bits") { try SchemeContender.single(bits: 3072, $0) },
        own("single-2048", "ours, one key, 2048 bits") { try SchemeContender.single(bits: 2048, $0) },
        own("jurik-3072", "powers of Damgård–Jurik 2001 on our kernel, 3072 bits") {
            try DamgardJurikContender(bits: 3072, $0)
        },
        own("gmp-3072", "GMP, textbook rⁿ, 3072 bits") { try TextbookContender(bits: 3072, $0) },
        own("gmp-2048", "GMP, textbook rⁿ, 2048 bits") { try TextbookContender(bits: 2048, $0) },
        Entrant(name: "phe-3072", kind: .peer(script: "python_paillier.py")),
        Entrant(name: "tenseal", kind: .peer(script: "tenseal_ckks.py")),
    ]

    private static func own(
        _ name: String, _ title: String, kernel: Kernel = .best,
        _ make: @escaping @Sendable (Workload) throws -> any Contender
    ) -> Entrant {
        Entrant(name: name, kind: .own(title: title, kernel: kernel, make: make))
    }

    /// What `env` is given.
    func command(_ settings: Settings) -> [String] {
        switch kind {
        case .own(_, let kernel, _): ["GROK_KERNEL=\(kernel)", program(settings), "--serve", name]
        case .peer(let script): [program(settings), "\(settings.peers)/\(script)"]
        }
    }

    /// The program that runs it.
    func program(_ settings: Settings) -> String {
        switch kind {
        case .own: Self.executable
        case .peer: settings.python
        }
    }

    private static let executable = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path

    /// Serves it in this process.
    func serve() throws {
        guard case .own(let title, let kernel, let make) = kind, kernel == .best else {
            throw LeftOut(reason: "\(name) is not for this process")
        }
        try Conversation.serve(title) { try make(Workload()) }
    }
}

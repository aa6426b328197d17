// swift-tools-version: 6.2

import PackageDescription

let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
let database = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let protobuf = Target.Dependency.product(name: "SwiftProtobuf", package: "swift-protobuf")
let yaml = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "grok",
    products: [
        .library(name: "Primitives", targets: ["Primitives"]),
        .library(name: "BigNumber", targets: ["BigNumber"]),
        .library(name: "Paillier", targets: ["Paillier"]),
        .library(name: "PaillierSecret", targets: ["PaillierSecret"]),
        .library(name: "Learning", targets: ["Learning"]),
        .library(name: "Mail", targets: ["Mail", "Mailboxes"]),
        .library(name: "Federation", targets: ["Federation"]),
        .library(name: "FuzzTargets", targets: ["FuzzTargets"]),
        .executable(name: "grok-server", targets: ["grok-server"]),
        .executable(name: "grok-client", targets: ["grok-client"]),
        .executable(name: "grok-participant", targets: ["grok-participant"]),
        .executable(name: "grok-provision", targets: ["grok-provision"]),
        .executable(name: "grok-lab", targets: ["grok-lab"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: []),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    ],
    targets: [
        // System libraries: module map and shim.
        .systemLibrary(name: "CGMP", providers: [.apt(["libgmp-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CEpoll"),
        .systemLibrary(name: "CMalloc"),
        .systemLibrary(name: "CSync"),
        .systemLibrary(name: "CGMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
        .systemLibrary(name: "CXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),

        // The ladder: a target sees only those above it.
        .target(name: "Sysexits"),
        .target(name: "Primitives", dependencies: ["COpenSSL"]),
        .target(name: "CMontgomery", cSettings: [.unsafeFlags(["-O3"])]),  // 24 times slower without, in debug.
        .target(name: "BigNumber", dependencies: ["CGMP", "CMontgomery", "Primitives"]),
        .target(name: "Paillier", dependencies: ["BigNumber", "Primitives"]),
        .target(name: "PaillierSecret", dependencies: ["Paillier", "BigNumber", "Primitives"]),
        .target(name: "CTensorKernels", cSettings: [.unsafeFlags(["-O3"])]),  // Tests would crawl without, in debug.
        .target(name: "ProgramBasics", dependencies: ["Primitives", "Sysexits"]),
        .target(name: "Tensors", dependencies: ["CTensorKernels"]),
        .target(name: "Learning", dependencies: ["Tensors"]),
        // A message; and what people keep messages in.
        .target(name: "Mail", dependencies: ["CGMime", "CXML", "Primitives"]),
        .target(name: "Mailboxes", dependencies: ["CArchive", "Mail", "Primitives", "Sysexits"]),
        .target(name: "Federation", dependencies: ["Learning", "Paillier", "Primitives"]),
        .target(name: "WireMessages", dependencies: [protobuf]),
        .target(name: "Wire", dependencies: ["Federation", "Paillier", "Primitives", "WireMessages", protobuf]),
        .target(
            name: "Transport", dependencies: ["CEpoll", "COpenSSL", "Primitives", "Sysexits"],
            linkerSettings: [.linkedLibrary("ssl")]),
        .target(
            name: "RoundStore",
            dependencies: [
                "CSync", "Federation", "Primitives", "ProgramBasics", "Sysexits", "Wire", database, sqlite,
            ]),
        // What grok-client filters with, all of it: nothing of the federation, the network, the database or archives.
        .target(
            name: "GrokFilter",
            dependencies: ["Learning", "Mail", "Primitives", "ProgramBasics", "Sysexits"]),

        // The applications.
        .target(
            name: "CommandSupport",
            dependencies: [
                "Federation", "Primitives", "ProgramBasics", "Sysexits", arguments, configuration, logging, yaml,
            ]),
        .target(
            name: "GrokAudit",
            dependencies: ["CommandSupport", "Federation", "Paillier", "Primitives", "Sysexits", "Wire"]),
        .target(
            name: "GrokServer",
            dependencies: [
                "CMalloc", "CommandSupport", "Federation", "Paillier", "Primitives", "RoundStore", "Sysexits",
                "Transport", "Wire",
                logging,
            ]),
        .target(
            name: "GrokAdmin",
            dependencies: [
                "CommandSupport", "Federation", "GrokServer", "RoundStore", "Sysexits", "Transport", logging,
            ],
            resources: ["html", "css", "js"].map { .embedInCode("Resources/admin.\($0)") }),
        .target(
            name: "GrokClient",
            dependencies: [
                "CommandSupport", "Federation", "GrokFilter", "Learning", "Mail", "Mailboxes", "Paillier",
                "PaillierSecret",
                "Primitives", "RoundStore", "Sysexits", "Transport", "Wire", logging,
            ]),
        .target(
            name: "GrokProvision",
            dependencies: ["CommandSupport", "Federation", "Paillier", "PaillierSecret", "Primitives", arguments]),
        .target(name: "SampleMail", dependencies: ["Mail", "Mailboxes"]),
        .target(
            name: "Experiments",
            dependencies: ["CArchive", "Federation", "Learning", "Paillier", "PaillierSecret", "Primitives"]),
        .target(
            name: "GrokLab",
            dependencies: [
                "CommandSupport", "Federation", "GrokClient", "Learning", "Mail", "Mailboxes", "Paillier",
                "PaillierSecret",
                "Primitives", "Sysexits",
            ]),
        .target(
            name: "GrokSimulation",
            dependencies: [
                "CommandSupport", "Federation", "GrokClient", "GrokProvision", "GrokServer", "Learning", "Paillier",
                "PaillierSecret", "Primitives", "RoundStore", "Sysexits", "Transport", logging,
            ]),
        .executableTarget(
            name: "grok-server",
            dependencies: [
                "BigNumber", "CommandSupport", "Federation", "GrokAdmin", "GrokAudit", "GrokServer", "RoundStore",
                "Sysexits", arguments, logging,
            ]),
        .executableTarget(
            name: "grok-client", dependencies: ["GrokFilter", "Primitives", "ProgramBasics", "Sysexits"]),
        .executableTarget(
            name: "grok-participant",
            dependencies: [
                "BigNumber", "CommandSupport", "Federation", "GrokAudit", "GrokClient", "GrokFilter", "Mail",
                "Mailboxes",
                "RoundStore", arguments, logging,
            ]),
        .executableTarget(name: "grok-provision", dependencies: ["CommandSupport", "GrokProvision"]),
        .executableTarget(
            name: "grok-lab",
            dependencies: [
                "CommandSupport", "Experiments", "GrokLab", "GrokSimulation", "Learning", "Mail", "Mailboxes",
                "SampleMail",
                "Sysexits", arguments,
            ]),

        // For tests only, in no product.
        .target(name: "BigNumberTesting", dependencies: ["BigNumber"]),
        .target(
            name: "FuzzTargets",
            dependencies: [
                "CommandSupport", "Federation", "Learning", "Mail", "Mailboxes", "Paillier", "Primitives", "Transport",
                "Wire",
            ]),
        .target(
            name: "GrokTesting",
            dependencies: [
                "BigNumber", "Federation", "GrokClient", "GrokServer", "GrokSimulation", "Learning", "Mail", "Paillier",
                "PaillierSecret", "Primitives", "RoundStore", "Transport", "Wire", logging,
            ]),

        .testTarget(name: "PrimitivesTests", dependencies: ["Primitives"]),
        .testTarget(name: "CMontgomeryTests", dependencies: ["BigNumber", "BigNumberTesting", "CMontgomery"]),
        .testTarget(
            name: "BigNumberTests",
            dependencies: ["BigNumber", "BigNumberTesting", "CGMP", "CMontgomery", "Primitives"]),
        .testTarget(
            name: "PaillierTests",
            dependencies: ["BigNumber", "BigNumberTesting", "Paillier", "PaillierSecret", "Primitives"],
            exclude: ["Vectors"]),
        .testTarget(name: "TensorsTests", dependencies: ["Tensors"], resources: [.copy("Fixtures")]),
        .testTarget(name: "ExperimentsTests", dependencies: ["Experiments"]),
        .testTarget(
            name: "LearningTests", dependencies: ["Learning", "Primitives"], resources: [.copy("Fixtures")]),
        .testTarget(
            name: "MailTests", dependencies: ["CArchive", "Mail", "Mailboxes", "Primitives"], exclude: ["Vectors"]),
        .testTarget(
            name: "FederationTests", dependencies: ["BigNumber", "Federation", "Learning", "Paillier", "Primitives"],
            resources: [.copy("Vectors")]),
        .testTarget(
            name: "WireTests", dependencies: ["Federation", "Paillier", "Primitives", "Wire", "WireMessages", protobuf]),
        .testTarget(name: "TransportTests", dependencies: ["Primitives", "Transport"]),
        .testTarget(
            name: "RoundStoreTests",
            dependencies: ["Federation", "Paillier", "Primitives", "ProgramBasics", "RoundStore", "Wire", database]),
        .testTarget(
            name: "CommandSupportTests",
            dependencies: ["CommandSupport", "Federation", "Primitives", arguments, configuration, logging]),
        .testTarget(
            name: "GrokProvisionTests",
            dependencies: [
                "CommandSupport", "Federation", "GrokProvision", "Learning", "Paillier", "PaillierSecret", "Primitives",
                "grok-provision",
            ]),
        .testTarget(name: "SampleMailTests", dependencies: ["Mail", "Mailboxes", "SampleMail"]),
        .testTarget(name: "FuzzTests", dependencies: ["FuzzTargets"], exclude: ["Cases"]),
        .testTarget(
            name: "GrokAdminTests",
            dependencies: [
                "CommandSupport", "Federation", "GrokAdmin", "GrokServer", "GrokTesting", "Primitives", "RoundStore",
                "Sysexits", logging,
            ]),
        .testTarget(
            name: "GrokServerTests",
            dependencies: [
                "BigNumber", "CommandSupport", "Federation", "GrokClient", "GrokServer", "GrokTesting", "Paillier",
                "Primitives",
                "RoundStore", "Sysexits", "Wire", logging,
            ]),
        .testTarget(
            name: "GrokFilterTests",
            dependencies: ["GrokFilter", "GrokTesting", "Learning", "Mail", "Primitives", "ProgramBasics"]),
        .testTarget(
            name: "GrokClientTests",
            dependencies: [
                "Federation", "GrokClient", "GrokFilter", "GrokTesting", "Learning", "Mail", "Mailboxes", "Paillier",
                "Primitives", "ProgramBasics", "RoundStore", "Wire", logging,
            ]),
        .testTarget(
            name: "IntegrationTests",
            dependencies: [
                "BigNumber", "Federation", "GrokAudit", "GrokClient", "GrokServer", "GrokTesting", "Learning",
                "Paillier", "PaillierSecret", "Primitives", "RoundStore", "Sysexits", "Transport", "Wire", logging,
            ]),
        .testTarget(
            name: "ProcessTests",
            dependencies: [
                "CommandSupport", "Federation", "GrokProvision", "Paillier", "PaillierSecret", "Primitives",
                "SampleMail", "Transport", "Wire", "grok-client", "grok-lab", "grok-participant", "grok-provision",
                "grok-server",
            ]),
    ]
)

for target in package.targets where ![.system, .plugin, .binary].contains(target.type) {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .swiftLanguageMode(.v6),
            .treatAllWarnings(as: .error),
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("InternalImportsByDefault"),
            .enableUpcomingFeature("MemberImportVisibility"),
        ]
}

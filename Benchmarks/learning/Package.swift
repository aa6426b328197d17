// swift-tools-version: 6.2

// Benchmarks/learning/run.sh   the learning engine beside PyTorch and plain NumPy, each on one thread, in one run

import PackageDescription

let package = Package(
    name: "learning-benchmarks",
    dependencies: [.package(name: "grok", path: "../..")],
    targets: [
        .executableTarget(
            name: "learning-bench",
            dependencies: [.product(name: "Learning", package: "grok")],
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .treatAllWarnings(as: .error),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ])
    ]
)

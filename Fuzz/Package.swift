// swift-tools-version: 6.2

// make fuzz [SECONDS=60] [TARGETS="messages mail"]   each target for so long; what it finds is in Fuzz/found

import PackageDescription

let package = Package(
    name: "grok-fuzz",
    dependencies: [.package(name: "grok", path: "..")],
    targets: [
        .executableTarget(
            name: "grok-fuzz",
            dependencies: [.product(name: "FuzzTargets", package: "grok")],
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .treatAllWarnings(as: .error),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ])
    ]
)

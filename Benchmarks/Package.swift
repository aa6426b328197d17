// swift-tools-version: 6.2

// make bench   ours beside GMP, python-paillier and TenSEAL, in one run on one core

import PackageDescription

let package = Package(
    name: "grok-benchmarks",
    dependencies: [
        .package(name: "grok", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    ],
    targets: [
        .executableTarget(
            name: "grok-bench",
            dependencies: [
                .product(name: "BigNumber", package: "grok"),
                .product(name: "Federation", package: "grok"),
                .product(name: "Paillier", package: "grok"),
                .product(name: "PaillierSecret", package: "grok"),
                .product(name: "Primitives", package: "grok"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .treatAllWarnings(as: .error),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ])
    ]
)

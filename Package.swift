// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "grok",
    products: [
        .library(name: "Paillier", targets: ["Paillier"]),
        .library(name: "Learning", targets: ["Learning"]),
        .library(name: "Mail", targets: ["Mail"]),
    ],
    targets: [
        // System libraries: module map and shim.
        .systemLibrary(name: "CGMP", providers: [.apt(["libgmp-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CGMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
        .systemLibrary(name: "CXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),

        // The ladder: a target sees only those above it.
        .target(name: "Primitives", dependencies: ["COpenSSL"]),
        .target(name: "BigNumber", dependencies: ["CGMP", "Primitives"]),
        .target(name: "Paillier", dependencies: ["BigNumber", "Primitives"]),
        .target(name: "PaillierSecret", dependencies: ["Paillier", "BigNumber", "Primitives"]),
        .target(name: "Learning", dependencies: []),
        .target(name: "Mail", dependencies: ["CGMime", "CXML", "CArchive", "Primitives"]),

        .testTarget(name: "PrimitivesTests", dependencies: ["Primitives"]),
        .testTarget(name: "BigNumberTests", dependencies: ["BigNumber"]),
        .testTarget(name: "PaillierTests", dependencies: ["Paillier", "PaillierSecret"]),
        .testTarget(name: "LearningTests", dependencies: ["Learning"]),
        .testTarget(name: "MailTests", dependencies: ["Mail"]),
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

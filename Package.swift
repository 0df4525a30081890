// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// One room a target; imports point up this list only (ARCHITECTURE.md).
let package = Package(
    name: "jixiao",
    platforms: [.macOS("26.0")],
    products: [.executable(name: "jixiao", targets: ["jixiao"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        // What Hummingbird itself stands on, where Web speaks to it directly.
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.1"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CLibDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
        .systemLibrary(name: "CZLib"),
        .systemLibrary(name: "CLanes"),
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CLibXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),

        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),

        .target(name: "Quantities"),
        .target(name: "JSONText"),
        .target(name: "BudgetModel", dependencies: ["Quantities"]),

        .target(
            name: "Frameworks", dependencies: ["BudgetModel", "Quantities", "Yams", .product(name: "Crypto", package: "swift-crypto")],
            resources: [.embedInCode("Resources/frameworks")]),
        .target(name: "Scoring", dependencies: ["BudgetModel", "Quantities"]),
        .target(
            name: "Narrative", dependencies: ["BudgetModel", "Quantities"],
            resources: [.embedInCode("Resources/measures.txt"), .embedInCode("Resources/terms.txt"), .embedInCode("Resources/claims.txt"), .embedInCode("Resources/outline.txt"), .embedInCode("Resources/privacy.txt")]),
        .target(name: "Rules", dependencies: ["Narrative", "BudgetModel", "Quantities"], resources: [.embedInCode("Resources/words.txt")]),
        .target(name: "Documents", dependencies: ["BudgetModel", "Quantities", "CLibZip", "CLibDeflate", "CLibXML2"]),
        .target(name: "Tables", dependencies: ["Documents", "BudgetModel", "CZLib", "CLanes"]),
        .target(name: "Forms", dependencies: ["JSONText", "BudgetModel", "Quantities"], resources: [.embedInCode("Resources/labels.txt")]),
        .target(name: "Batch", dependencies: ["Tables", "Scoring", "Forms", "Documents", "BudgetModel", "Quantities", .product(name: "Crypto", package: "swift-crypto")]),
        .target(
            name: "Reports", dependencies: ["JSONText", "Batch", "BudgetModel", "Quantities", "Documents", "Narrative", .product(name: "Crypto", package: "swift-crypto")]),
        .target(
            name: "Workbooks", dependencies: ["BudgetModel", "Quantities", "Documents", "CLibXLSXWriter"]),

        .target(
            name: "Storage", dependencies: ["Office", "JSONText", "Quantities", .product(name: "Crypto", package: "swift-crypto")],
            resources: [.embedInCode("Resources/migrations")]),
        .target(
            name: "StorageSQLite", dependencies: ["Storage", .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift")]),
        .target(name: "StoragePostgres", dependencies: ["Storage", "CLibPQ"]),
        .target(
            name: "Office", dependencies: ["JSONText", "BudgetModel", "Quantities", "Yams", .product(name: "Crypto", package: "swift-crypto")],
            resources: [.embedInCode("Resources/office")]),

        .target(
            name: "Workflows",
            dependencies: ["JSONText", "BudgetModel", "Quantities", "Frameworks", "Scoring", "Rules", "Narrative", "Documents", "Forms", "Tables", "Batch", "Reports", "Workbooks", .product(name: "Crypto", package: "swift-crypto")]),
        .target(
            name: "Casework",
            dependencies: ["Storage", "Office", "Workflows", "Frameworks", "Scoring", "Rules", "Batch", "Documents", "Forms", "Reports", "Workbooks", "JSONText", "BudgetModel", "Quantities", .product(name: "Crypto", package: "swift-crypto"), .product(name: "CryptoExtras", package: "swift-crypto")]),
        .target(
            name: "Web",
            dependencies: [
                "Casework", "Storage", "Office", "Workflows", "Forms", "Reports", "JSONText", "BudgetModel", "Quantities", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Hummingbird", package: "hummingbird"), .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"), .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"), .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]),
        .target(
            name: "Commands",
            dependencies: ["Web", "Casework", "Storage", "StorageSQLite", "StoragePostgres", "Office", "JSONText", "Workflows", "Batch", "Reports", "Workbooks", "Documents", "Frameworks", "Rules", "BudgetModel", "Quantities", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
        .executableTarget(name: "jixiao", dependencies: ["Commands", "Documents", .product(name: "ArgumentParser", package: "swift-argument-parser")]),

        .testTarget(name: "QuantitiesTests", dependencies: ["Quantities"]),
        .testTarget(name: "FrameworksTests", dependencies: ["Frameworks", "BudgetModel", "Quantities"]),
        .testTarget(name: "ScoringTests", dependencies: ["Scoring", "Frameworks", "BudgetModel", "Quantities"]),
        .testTarget(name: "RulesTests", dependencies: ["Rules", "Narrative", "Scoring", "Frameworks", "Forms", "Documents", "BudgetModel", "Quantities"]),
        .testTarget(name: "NarrativeTests", dependencies: ["Narrative", "Rules", "BudgetModel", "Quantities"], exclude: ["known-misreadings.txt", "corpus.txt"]),
        .testTarget(name: "DocumentsTests", dependencies: ["Documents", "BudgetModel", "Quantities"]),
        .testTarget(name: "FormsTests", dependencies: ["Forms", "JSONText", "Scoring", "Frameworks", "Documents", "BudgetModel", "Quantities"]),
        .testTarget(name: "BatchTests", dependencies: ["Batch", "Tables", "CLanes", "Forms", "Scoring", "Frameworks", "BudgetModel", "Quantities"]),
        .testTarget(name: "ReportsTests", dependencies: ["JSONText", "Reports", "Batch", "Tables", "Scoring", "Frameworks", "Documents", "Narrative", "BudgetModel", "Quantities"], exclude: ["Snapshots"]),
        .testTarget(
            name: "WorkbooksTests", dependencies: ["Workbooks", "Documents", "Forms", "Scoring", "Rules", "BudgetModel", "Quantities"]),
        .testTarget(name: "JSONTextTests", dependencies: ["JSONText"]),
        .testTarget(name: "StorageTests", dependencies: ["Storage", "StorageSQLite", "StoragePostgres", "JSONText", "Quantities"]),
        .testTarget(name: "OfficeTests", dependencies: ["Office", "JSONText", "BudgetModel", "Quantities"], exclude: ["rights.txt"]),
        .testTarget(name: "CaseworkTests", dependencies: ["Casework", "Storage", "StorageSQLite", "StoragePostgres", "Office", "Workflows", "Workbooks", "Frameworks", "Documents", "JSONText", "BudgetModel", "Quantities"]),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Web", "Casework", "Storage", "StorageSQLite", "StoragePostgres", "Office", "Workflows", "Forms", "Documents", "Frameworks", "Rules", "Quantities", "JSONText", "BudgetModel", .product(name: "Hummingbird", package: "hummingbird"), .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"), .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ], exclude: ["Schemathesis", "Snapshots"]),
        .testTarget(name: "WorkflowsTests", dependencies: ["Workflows", "Reports", "Forms", "Scoring", "JSONText", "Workbooks", "Frameworks", "Documents", "BudgetModel", "Quantities"]),
        // Runs the built program; `jixiao` stands here so that it is never an old one.
        .testTarget(name: "CommandsTests", dependencies: ["jixiao", "Workflows", "Reports", "Workbooks", "Documents", "BudgetModel"]),
    ],
    swiftLanguageModes: [.v6]
)

// Benchmarks see package symbols, so they are targets here; nobody else builds them.
if ProcessInfo.processInfo.environment["BENCHMARKS"] != nil {
    package.targets += [
        .executableTarget(
            name: "EvaluateBenchmark", dependencies: ["Workflows", "Documents", "Forms", "Rules", "Scoring", "Reports", "BudgetModel", "Quantities"], path: "Benchmarks/Evaluate"),
        .executableTarget(name: "AuditBenchmark", dependencies: ["JSONText", "Narrative", "Rules", "Reports", "Documents", "BudgetModel", "Quantities"], path: "Benchmarks/Audit"),
        .executableTarget(
            name: "WebBenchmark", dependencies: ["Web", "JSONText", "BudgetModel", .product(name: "Logging", package: "swift-log")], path: "Benchmarks/Web"),
        .executableTarget(name: "PeersBenchmark", dependencies: ["Rules", "BudgetModel", "Quantities"], path: "Benchmarks/Peers"),
    ]
}

for target in package.targets where target.type != .system {
    target.swiftSettings = (target.swiftSettings ?? []) + [
        // An existential is written `any`, so its cost is seen.
        .enableUpcomingFeature("ExistentialAny"),
        // A dependency stays inside the room unless it is said to leave it.
        .enableUpcomingFeature("InternalImportsByDefault"),
        // A member is visible only where its module is imported.
        .enableUpcomingFeature("MemberImportVisibility"),
        // Async functions run where their caller runs.
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        // A warning nobody mends hides the next one.
        .treatAllWarnings(as: .error),
    ]
}

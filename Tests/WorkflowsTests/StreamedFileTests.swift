import Foundation
import Testing
@testable import Workflows

@Suite struct `A file written piece by piece` {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("streamed-\(UUID().uuidString)").path

    init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

    private func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }

    @Test func `has its name only when it is whole`() throws {
        do {
            let file = try StreamedFile(named: folder + "/a.csv")
            try file.write("1\n")
            #expect(try names().first?.hasPrefix("a.csv.") == true)
        }
        // Given up: nothing stays.
        #expect(try names().isEmpty)
        let file = try StreamedFile(named: folder + "/a.csv")
        try file.row(["x,y", "z"], Array(",更多".utf8))
        try file.finish()
        #expect(try names() == ["a.csv"])
        #expect(try String(contentsOfFile: folder + "/a.csv", encoding: .utf8) == "\"x,y\",z,更多\n")
    }

    @Test func `is written through a link, which stays`() throws {
        try Data().write(to: URL(fileURLWithPath: folder + "/real.csv"))
        try FileManager.default.createSymbolicLink(atPath: folder + "/link.csv", withDestinationPath: "real.csv")
        try OutputFiles.write(Array("1\n".utf8), to: folder + "/link.csv")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/link.csv") == "real.csv")
        #expect(try String(contentsOfFile: folder + "/real.csv", encoding: .utf8) == "1\n")
        #expect(try names() == ["link.csv", "real.csv"])
    }

    @Test func `leaves nothing behind of runs that were ended`() throws {
        // Process numbers end far below this one.
        for name in ["a.csv.99999999.part", "a.csv.1.part", "a.csv.x.part", "b.csv.99999999.part"] { try Data().write(to: URL(fileURLWithPath: folder + "/" + name)) }
        OutputFiles.removeLeftovers(of: folder + "/a.csv")
        // 1 runs, x is no process, and b is another file.
        #expect(try names() == ["a.csv.1.part", "a.csv.x.part", "b.csv.99999999.part"])
    }

    @Test func `is told from another by where it leads`() throws {
        let place = OutputFiles.place(folder + "/new.csv")
        #expect(OutputFiles.place(folder + "/./new.csv") == place)
        #expect(OutputFiles.place(folder + "/../" + URL(fileURLWithPath: folder).lastPathComponent + "/new.csv") == place)
        #expect(OutputFiles.place(folder + "/other.csv") != place)
        #expect(OutputFiles.isDevice("/dev/stdout") && OutputFiles.isDevice("/dev/null") && !OutputFiles.isDevice(folder + "/new.csv"))
    }
}

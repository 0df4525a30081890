import Storage
import Testing

@Suite struct `Values in both engines` {
    @Test(arguments: Engine.allCases)
    func `come back as they went in`(engine: Engine) async throws {
        let texts = ["", " ", "绩效目标自评表", "𠀀𪚥 é e\u{301} 👩‍👩‍👧‍👦", "'\"\\`;--?$1", "第一行\n第二行\t\r", "\u{1}\u{7F}\u{FEFF}\u{10FFFF}", String(repeating: "预算", count: 200_000)]
        let numbers: [Int64] = [.min, -1, 0, 1, 9_007_199_254_740_993, .max]
        try await withDatabase(engine, ["CREATE TABLE kept (place BIGINT NOT NULL PRIMARY KEY, number BIGINT, name TEXT)"]) { database in
            try await database.write(in: "1") { connection in
                for (place, text) in texts.enumerated() { try connection.run("INSERT INTO kept VALUES (?, ?, ?)", [.integer(Int64(place)), .null, .text(text)]) }
                for (place, number) in numbers.enumerated() { try connection.run("INSERT INTO kept VALUES (?, ?, ?)", [.integer(Int64(100 + place)), .integer(number), .null]) }
            }
            let kept = try await database.read { connection in
                try connection.rows("SELECT number, name FROM kept ORDER BY place") { (row) throws(StorageError) in Kept(number: try row.optionalInteger(), name: try row.optionalText()) }
            }
            #expect(kept.prefix(texts.count).map { $0.name.map { Array($0.utf8) } } == texts.map { Array($0.utf8) })
            #expect(kept.suffix(numbers.count).map(\.number) == numbers)
            #expect(kept.prefix(texts.count).allSatisfy { $0.number == nil })
            #expect(kept.suffix(numbers.count).allSatisfy { $0.name == nil })
        }
    }

    private struct Kept: Sendable {
        var number: Int64?
        var name: String?
    }

    @Test(arguments: Engine.allCases)
    func `an empty text is not NULL`(engine: Engine) async throws {
        try await withDatabase(engine, [things]) { database in
            try await database.add(1, "")
            try await database.add(2, nil)
            #expect(try await database.count("SELECT number FROM thing WHERE name = ?", [""]) == 1)
            #expect(try await database.count("SELECT number FROM thing WHERE name IS NULL") == 2)
        }
    }

    @Test(arguments: Engine.allCases)
    func `U+0000 is refused before anything is sent, and without the text`(engine: Engine) async throws {
        try await withDatabase(engine, [things]) { database in
            let error = await failure { try await database.add(1, "机密\0") }
            #expect(error?.kind == "unstorable")
            #expect(!String(describing: error).contains("机密"))
            await expectFailure("unstorable") { _ = try await database.count("SELECT count(*) FROM thing WHERE name = ?", ["\0"]) }
            try await database.expectCount(0)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a question mark in quotes, names and remarks is no placeholder`(engine: Engine) async throws {
        try await withDatabase(engine, [things]) { database in
            let row = try await database.read { connection in
                try connection.row("SELECT '?''?' AS \"a?\", /* ? */ CAST(? AS TEXT), CAST(? AS BIGINT) -- ? one more\n", ["甲", 7]) { (row) throws(StorageError) in
                    "\(try row.text()) \(try row.text()) \(try row.integer())"
                }
            }
            #expect(row == "?'? 甲 7")
        }
    }

    @Test(arguments: Engine.allCases)
    func `too few and too many values are told`(engine: Engine) async throws {
        try await withDatabase(engine, [things]) { database in
            for values: [SQLValue] in [[], [1], [1, "a", "b"]] {
                await expectFailure("engine") { _ = try await database.write(in: "1") { try $0.run("INSERT INTO thing VALUES (?, ?)", values) } }
            }
            try await database.expectCount(0)
        }
    }

    @Test(arguments: Engine.allCases)
    func `sums of numbers are numbers, and too large ones are no others`(engine: Engine) async throws {
        try await withDatabase(engine, [things]) { database in
            try await database.add(.max - 5)
            try await database.add(5)
            #expect(try await database.count("SELECT sum(number) FROM thing") == .max)
            #expect(try await database.count("SELECT coalesce(sum(number), 0) FROM thing WHERE number = 1") == 0)
            try await database.add(1)
            _ = await failure { _ = try await database.count("SELECT sum(number) FROM thing") }
        }
    }

    @Test(arguments: Engine.allCases)
    func `truth is 1 or 0, and binary fractions are refused`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            try await database.expectCount(1, "SELECT 1 = 1")
            try await database.expectCount(0, "SELECT 1 = 2")
            await expectFailure("damaged") { _ = try await database.count("SELECT CAST('1.5' AS DOUBLE PRECISION)") }
        }
    }

    @Test(arguments: Engine.allCases)
    func `texts are ordered by their bytes`(engine: Engine) async throws {
        let names = ["绩效", "a", "B", "啊", "中", "z", "Z", "é", "e\u{301}", "𠀀", "0", "", " a", "A-", "A", "_", "一", "龥", "\u{FFFD}"]
        try await withDatabase(engine, [things]) { database in
            try await database.write(in: "1") { connection in
                for (number, name) in names.enumerated() { try connection.run("INSERT INTO thing VALUES (?, ?)", [.integer(Int64(number)), .text(name)]) }
            }
            let ordered = try await database.read { try $0.rows("SELECT name FROM thing ORDER BY name") { (row) throws(StorageError) in try row.text() } }
            #expect(ordered.map { Array($0.utf8) } == names.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) })
            #expect(try await database.count("SELECT count(*) FROM thing WHERE name > ?", ["啊"]) == Int64(names.count { "啊".utf8.lexicographicallyPrecedes($0.utf8) }))
        }
    }
}

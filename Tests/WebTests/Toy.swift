import BudgetModel
import JSONText
import Web

/// A small office of notes and files, with one operation for each thing the foundation can do.
final class Toy: Sendable {
    let shelf = Shelf()

    static let about = OpenAPIDocument.About(
        title: Wording(zh: "便笺", en: "Notes"), version: "1", description: Wording(zh: "测试用", en: "For tests"),
        tags: [("notes", Wording(zh: "便笺", en: "Notes")), ("files", Wording(zh: "文件", en: "Files")), ("session", Wording(zh: "会话", en: "Session"))])

    static let draft = Schema.component(
        "NoteDraft",
        .object(
            .required("title", .line(1...40), Wording(zh: "标题", en: "Title")), .optional("text", .prose(max: 200).nullable), .required("kind", .choice(["plain", "urgent"])),
            .optional("amount", .decimal(scale: 2)), .optional("pages", .integer(0...500)), .optional("labels", .list(.line(1...10), 0...5)),
            .optional(
                "place",
                .oneOf(.object(.required("form", .constant(.string("room"))), .required("number", .integer(1...99))), .object(.required("form", .constant(.string("shelf"))), .required("name", .line(1...20)))))))

    static let note = Schema.component(
        "Note", .object(.required("id", .uuid), .required("version", .integer(1...)), .required("draft", draft), .required("changedAt", .moment)))

    static let kept = Schema.object(.required("id", .uuid), .required("byteCount", .integer(0...)))

    var operations: [Operation] { [.hello] + notes + files + sessions + oddities }

    private var notes: [Operation] {
        [
            Operation(
                .get, "/api/v1/notes", id: "listNotes", tag: "notes", Wording(zh: "列出便笺", en: "List notes"), caller: .scope("read"),
                query: Page.parameters + [
                    .choices("kind", ["plain", "urgent"], Wording(zh: "种类", en: "Kind")), .text("title", .line(1...40), Wording(zh: "标题", en: "Title")),
                    .day("since", Wording(zh: "自何日", en: "Since")), .flag("long", Wording(zh: "详细", en: "At length")),
                ], replies: [.page(of: Self.note)]
            ) { [shelf] request in
                let start = try request.cursor().map { cursor in
                    guard let number = Int(cursor), number >= 0 else { throw Problem.badCursor }
                    return number
                } ?? 0
                let kinds = request.choices("kind"), title = request.text("title")
                let all = await shelf.all.filter { note in
                    (kinds.isEmpty || kinds.contains(note.draft["kind"]?.string ?? "")) && title.map { note.draft["title"]?.string == $0 } ?? true
                }
                let page = all.dropFirst(start).prefix(request.pageLimit)
                return request.page(page.map(\.json), next: start + page.count < all.count ? String(start + page.count) : nil)
            },
            Operation(
                .post, "/api/v1/notes", id: "createNote", tag: "notes", Wording(zh: "新建便笺", en: "Create a note"), caller: .scope("write"), body: .json(Self.draft, limitBytes: 4096),
                idempotencyKey: .optional, replies: [.created(Self.note, etag: true)]
            ) { [shelf] request in
                let note = await shelf.add(request.json)
                return .created(note.json, at: "/api/v1/notes/" + note.id, version: String(note.version))
            },
            Operation(
                .get, "/api/v1/notes/{note}", id: "getNote", tag: "notes", Wording(zh: "读取便笺", en: "Read a note"), caller: .scope("read"), path: [.uuid("note")],
                replies: [.ok(Self.note, etag: true), .notFound]
            ) { [shelf] request in
                let note = try await shelf.note(request.path("note"))
                return .ok(note.json, version: String(note.version))
            },
            Operation(
                .put, "/api/v1/notes/{note}", id: "replaceNote", tag: "notes", Wording(zh: "修改便笺", en: "Change a note"), caller: .scope("write"), path: [.uuid("note")],
                body: .json(Self.draft), ifMatch: .required, replies: [.ok(Self.note, etag: true), .notFound]
            ) { [shelf] request in
                let note = try await shelf.replace(request.path("note"), request)
                return .ok(note.json, version: String(note.version))
            },
            Operation(
                .delete, "/api/v1/notes/{note}", id: "deleteNote", tag: "notes", Wording(zh: "删除便笺", en: "Delete a note"), caller: .scope("write"), path: [.uuid("note")],
                ifMatch: .optional, replies: [.noContent, .notFound]
            ) { [shelf] request in
                try await shelf.remove(request.path("note"), request)
                return .noContent
            },
        ]
    }

    private var files: [Operation] {
        [
            Operation(
                .post, "/api/v1/files", id: "uploadFile", tag: "files", Wording(zh: "上传文件", en: "Send a file"), caller: .scope("write"),
                query: [.text("name", .line(1...80), Wording(zh: "文件名", en: "File name")).required], body: .upload(["application/octet-stream", "application/zip"], limitBytes: 200_000),
                replies: [.created(Self.kept)]
            ) { [shelf] request in
                let id = await shelf.keep(request.bytes)
                return .created(.object(["id": .string(id), "byteCount": .integer(request.bytes.count)]), at: "/api/v1/files/" + id)
            },
            Operation(
                .get, "/api/v1/files/{file}", id: "getFile", tag: "files", Wording(zh: "下载文件", en: "Fetch a file"), caller: .scope("read"), path: [.uuid("file")],
                replies: [.file("application/octet-stream"), .notFound]
            ) { [shelf] request in
                let parts = Parts(try await shelf.file(request.path("file")))
                return Reply(200, .stream(mediaType: "application/octet-stream", fileName: "便笺 1.bin", byteCount: parts.count) { await parts.next() })
            },
        ]
    }

    private var sessions: [Operation] {
        [
            Operation(
                .post, "/api/v1/session", id: "signIn", tag: "session", Wording(zh: "登录", en: "Sign in"), caller: .anyone,
                body: .json(.object(.required("name", .line(1...40)), .required("password", .line(1...40)))), replies: [.noContent.withSession, .problem(401, Wording(zh: "不对", en: "Wrong"))]
            ) { request in
                guard request.json["password"]?.string == "open sesame" else {
                    throw Problem(401, "wrong-password", Wording(zh: "名字或口令不对", en: "Wrong name or password"), headers: [Reply.Header("WWW-Authenticate", "Bearer realm=\"jixiao\"")])
                }
                return Reply.noContent.session(.begins(secret: "session-of-li", seconds: 3600))
            },
            Operation(.delete, "/api/v1/session", id: "signOut", tag: "session", Wording(zh: "退出", en: "Sign out"), caller: .session, replies: [.noContent.withSession]) { _ in
                Reply.noContent.session(.ends)
            },
            Operation(
                .get, "/api/v1/me", id: "getMe", tag: "session", Wording(zh: "我是谁", en: "Who I am"), caller: .anyoneOrKnown,
                replies: [.ok(.object(.required("name", .string().nullable), .required("language", .choice(["zh", "en"]))))]
            ) { request in .ok(.object(["name": .text(request.caller?.subject as? String), "language": .string(request.language.rawValue)])) },
        ]
    }

    private var oddities: [Operation] {
        var slow = Operation(
            .get, "/slow", id: "getSlow", tag: "server", Wording(zh: "很慢", en: "Slow"), caller: .anyone, query: [.flag("deaf", Wording(zh: "不理取消", en: "Heeds nothing"))],
            replies: [.noContent], timeLimitSeconds: 5
        ) { [shelf] request in
            await shelf.wait(isDeaf: request.flag("deaf"))
            try Task.checkCancellation()
            return .noContent
        }
        slow.isShown = false
        var broken = Operation(.get, "/broken", id: "getBroken", tag: "server", Wording(zh: "出错", en: "Broken"), caller: .anyone, replies: [.noContent]) { _ in throw Broken(secret: "password 12345") }
        broken.isShown = false
        var lying = Operation(.get, "/lying", id: "getLying", tag: "server", Wording(zh: "言行不一", en: "Says one thing, does another"), caller: .anyone, replies: [.ok(.object(.required("a", .truth)))]) { _ in
            .ok(.object(["b": .bool(true)]))
        }
        lying.isShown = false
        var named = Operation(
            .get, "/names/{name}", id: "getName", tag: "server", Wording(zh: "按名称", en: "By name"), caller: .anyone, path: [.text("name", .line(1...20), Wording(zh: "名称", en: "Name"))],
            replies: [.ok(.string())]
        ) { request in .ok(.string(try request.path("name"))) }
        named.isShown = false
        var tearing = Operation(.get, "/tearing", id: "getTearing", tag: "server", Wording(zh: "中途断开", en: "Breaks off"), caller: .anyone, replies: [.file("text/plain")]) { _ in
            let parts = Parts(Array(repeating: 0x61, count: 25_000))
            return Reply(200, .stream(mediaType: "text/plain", fileName: nil, byteCount: nil) {
                guard let part = await parts.next(), part.count == 10_000 else { throw Broken(secret: "in a stream") }
                return part
            })
        }
        tearing.isShown = false
        return [slow, broken, lying, named, tearing]
    }

    struct Broken: Error { let secret: String }
}

/// What the toy keeps.
actor Shelf {
    struct Note: Sendable {
        let id: String
        var version = 1
        var draft: JSONValue

        var json: JSONValue { .object(["id": .string(id), "version": .integer(version), "draft": draft, "changedAt": .string("2026-08-01T09:30:00Z")]) }
    }

    private var notes: [Note] = []
    private var files: [String: [UInt8]] = [:]
    private var count = 0
    private(set) var added = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private(set) var waitingCount = 0

    var all: [Note] { notes }

    private func newID() -> String {
        count += 1
        let digits = String(count, radix: 16)
        return "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
    }

    func add(_ draft: JSONValue) -> Note {
        let note = Note(id: newID(), draft: draft)
        notes.append(note)
        added += 1
        return note
    }

    private func index(_ id: String) throws -> Int {
        guard let index = notes.firstIndex(where: { $0.id == id }) else { throw Problem(404, "no-note", Wording(zh: "没有这张便笺", en: "There is no such note")) }
        return index
    }

    func note(_ id: String) throws -> Note { notes[try index(id)] }

    func replace(_ id: String, _ request: Request) throws -> Note {
        let index = try index(id)
        try request.requireMatch(String(notes[index].version), ["current": notes[index].json])
        notes[index].draft = request.json
        notes[index].version += 1
        return notes[index]
    }

    func remove(_ id: String, _ request: Request) throws {
        let index = try index(id)
        try request.requireMatch(String(notes[index].version))
        notes.remove(at: index)
    }

    func keep(_ bytes: [UInt8]) -> String {
        let id = newID()
        files[id] = bytes
        return id
    }

    func file(_ id: String) throws -> [UInt8] {
        guard let bytes = files[id] else { throw Problem(404, "no-file", Wording(zh: "没有这个文件", en: "There is no such file")) }
        return bytes
    }

    /// Until `release`, or a cancellation where the waiter heeds it.
    func wait(isDeaf: Bool) async {
        waitingCount += 1
        defer { waitingCount -= 1 }
        if isDeaf {
            await withCheckedContinuation { waiting.append($0) }
        } else {
            try? await Task.sleep(for: .seconds(30))
        }
    }

    func release() {
        for continuation in waiting { continuation.resume() }
        waiting = []
    }
}

/// The parts of a file, one after another.
actor Parts {
    nonisolated let count: Int
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) {
        count = bytes.count
        rest = bytes[...]
    }

    func next() -> [UInt8]? {
        if rest.isEmpty { return nil }
        let part = rest.prefix(10_000)
        rest = rest.dropFirst(10_000)
        return Array(part)
    }
}

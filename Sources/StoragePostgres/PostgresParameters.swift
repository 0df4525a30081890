import Storage

/// Values as libpq takes them: text with a NUL behind it, all in one block.
struct PostgresParameters {
    private var block: [CChar] = []
    private var starts: [Int?] = []

    init(_ values: [SQLValue]) throws(StorageError) {
        starts.reserveCapacity(values.count)
        for value in values {
            switch value {
            case .null: starts.append(nil)
            case .integer(let number): append(String(number))
            case .text(let text):
                try text.checkStorable()
                append(text)
            }
        }
    }

    private mutating func append(_ text: String) {
        starts.append(block.count)
        block.append(contentsOf: text.utf8.lazy.map { CChar(bitPattern: $0) })
        block.append(0)
    }

    var count: Int32 { Int32(starts.count) }

    func withPointers<Answer>(_ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Answer) -> Answer {
        block.withUnsafeBufferPointer { block in
            starts.map { start in start.flatMap { block.baseAddress?.advanced(by: $0) } }.withUnsafeBufferPointer { body($0.baseAddress) }
        }
    }
}

package import Batch
import Frameworks
package import Quantities
import Scoring
import Tables

/// A table of indicator rows, and how it is scored.
package struct TableSource: Sendable {
    /// `-` for standard input.
    package var path: String
    package var framework: String
    /// The day whose rules are in force.
    package var day: CalendarDay
    package var columns: [TableColumn: String] = [:]

    package init(path: String, framework: String, day: CalendarDay) {
        self.path = path
        self.framework = framework
        self.day = day
    }

    /// The framework of rows that name none, and those that rows name.
    func frameworks(_ store: FrameworkStore) throws -> FrameworkList {
        let day = day
        return FrameworkList(try store.scorer(framework, on: day)) { try? store.scorer($0, on: day) }
    }
}

/// A table opened for reading.
struct TableOpening {
    let head: TableHead
    let columns: ColumnMap
    let blocks: RecordBlocks

    /// - Parameter watch: sees all bytes as they stand.
    init(_ path: String, _ map: [TableColumn: String], watch: ((UnsafeRawBufferPointer) -> Void)? = nil) throws {
        let input = try TableInput(path, watch: watch)
        head = try TableHead(input)
        columns = try ColumnMap(head.names, map: map)
        blocks = RecordBlocks(input, behind: head)
    }

    /// Tells what is wrong with a table by its path.
    static func reading<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
        do { return try body() } catch let error as TableError {
            throw InputProblem(path: path, sentence: error.sentence)
        } catch let error as HeadRefused {
            throw InputProblem(path: path, sentence: error.sentence)
        }
    }
}

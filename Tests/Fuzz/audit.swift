import BudgetModel
import Narrative
import Quantities

/// A report of any bytes: read, taken apart and judged, every place within the text and every figure known.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    guard let data, size > 0, size <= 1 << 16 else { return 0 }
    let text = ReportText(String(decoding: UnsafeBufferPointer(start: data, count: size), as: UTF8.self))
    let reading = ReportReading(text)
    for figure in reading.figures {
        precondition(figure.range.lowerBound >= 0 && figure.range.upperBound <= text.count && figure.line < text.lines.count)
        _ = text.quote(figure.label)
    }
    for relation in reading.relations {
        precondition(relation.place.lowerBound >= 0 && relation.place.upperBound <= text.count)
        precondition(relation.figures.allSatisfy { reading.figures.indices.contains($0) })
        _ = text.quote(relation.place)
    }
    // What is private is covered in its place and nowhere else; a covered text is as long as the text.
    let covered = text.covered(by: PrivacyCover(text))
    precondition(covered.count == text.count && covered.lines == text.lines)
    for place in PrivacyScan.places(in: text) {
        precondition(place.range.lowerBound >= 0 && place.range.upperBound <= text.count && place.hidden.allSatisfy { place.range.contains($0.lowerBound) && $0.upperBound <= place.range.upperBound })
        precondition(place.hidden.allSatisfy { covered.quote($0).unicodeScalars.allSatisfy { $0 == PrivacyCover.sign } })
    }
    // The same again gives the same.
    precondition(ReportReading(text).relations == reading.relations)
    return 0
}

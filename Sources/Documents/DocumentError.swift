package import BudgetModel

/// Why a file could not be read as a document, as one clear sentence that says what to do.
package struct DocumentError: Error, Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The bytes are none of the formats that are read.
        case unknownFormat
        /// A known format that is not read; the sentence says how to save the file.
        case unsupportedFormat
        /// A password protects the file.
        case encrypted
        /// The file ends early or its parts contradict each other.
        case damaged
        /// More data, cells or time than a form can need.
        case tooLarge
        /// A document type declaration or external entity.
        case hostile
        /// Nothing in it.
        case empty
        /// A temporary file cannot be written, so there is nothing to hand out.
        case unwritable
    }

    package let kind: Kind
    package let sentence: Wording

    package init(_ kind: Kind, _ sentence: Wording) {
        self.kind = kind
        self.sentence = sentence
    }
}
